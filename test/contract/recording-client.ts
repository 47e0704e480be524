import { appendFileSync } from 'node:fs';
import type { Contract, Exchange } from './contract';

/** As `JSON.parse` gives it. */
type Parsed = ReturnType<typeof JSON.parse>;

interface RequestOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is; its type is whatever the headers say. */
  readonly rawBody?: string | Buffer;
}

export interface ApiResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON, or the text of anything else. */
  readonly body: Parsed;
}

const SECRET_HEADER = /^(authorization|x-api-key)$/i;

/** Speaks to a running service and holds every exchange against the contract. */
export class ApiClient {
  constructor(
    private readonly baseUrl: string,
    private readonly contract: Contract,
  ) {}

  /** @throws Error when the answer or the request is not as the contract says */
  async request(method: string, path: string, options: RequestOptions = {}): Promise<ApiResponse> {
    const { headers, payload } = prepare(options);
    const response = await fetch(new URL(path, this.baseUrl), {
      method,
      headers,
      redirect: 'manual',
      ...(payload && { body: payload }),
    });
    const text = await response.text();
    const responseHeaders = Object.fromEntries(response.headers);
    const exchange: Exchange = {
      method,
      path,
      requestHeaders: headers,
      requestBody: payload && (parsed(payload.toString()) ?? payload.toString()),
      status: response.status,
      responseHeaders,
      responseBody: text,
    };
    keep(exchange);
    this.contract.assert(exchange);
    return { status: response.status, headers: responseHeaders, body: parsed(text) ?? text };
  }
}

function prepare({ headers = {}, body, rawBody }: RequestOptions): {
  headers: Record<string, string>;
  payload: Buffer<ArrayBuffer> | undefined;
} {
  if (rawBody !== undefined) return { headers: { ...headers }, payload: Buffer.from(rawBody) };
  if (body === undefined) return { headers: { ...headers }, payload: undefined };
  return {
    headers: { 'content-type': 'application/json', ...headers },
    payload: Buffer.from(JSON.stringify(body)),
  };
}

function parsed(text: string): Parsed {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Appends the exchange to the file that CONTRACT_RECORD_FILE names, as one line of JSON without credentials. */
function keep(exchange: Exchange): void {
  const file = process.env['CONTRACT_RECORD_FILE'];
  if (file === undefined || file === '') return;
  const requestHeaders = Object.fromEntries(
    Object.entries(exchange.requestHeaders).map(([name, value]) => [
      name,
      SECRET_HEADER.test(name) ? '[redacted]' : value,
    ]),
  );
  appendFileSync(file, `${JSON.stringify({ ...exchange, requestHeaders })}\n`);
}
