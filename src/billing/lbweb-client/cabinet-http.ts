import type { AxiosInstance, AxiosResponse } from 'axios';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { transportFailureOf } from '../transport-failure';
import type { Effect } from './failures';

/** Names and values of a form, in its order. */
export type Fields = readonly (readonly [name: string, value: string])[];

export interface HttpRequest {
  readonly url: URL;
  /** Null asks by GET, else they are the body of a POST. */
  readonly body: Fields | null;
  readonly cookies: string | null;
  readonly referer: URL | null;
  /** Asks as a script of the page would. */
  readonly isAjax: boolean;
  readonly effect: Effect;
}

export interface HttpAnswer {
  readonly url: URL;
  readonly status: number;
  /** Where a redirection leads, as it stands in the header. */
  readonly location: string | null;
  readonly setCookies: readonly string[];
  readonly bytes: Uint8Array;
}

export interface CabinetHttpOptions {
  readonly axios: AxiosInstance;
  /** For a whole exchange, from connecting to the last byte of the answer, ms. */
  readonly timeoutMs: number;
  readonly maxAnswerBytes: number;
  /** How long an unused connection is kept, ms. */
  readonly idleSocketMs: number;
}

const PAGE = 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8';
const SCRIPT_DATA = 'application/json, text/javascript, */*; q=0.01';

/**
 * Carries single requests to the cabinet with the headers that a browser sends and the cabinet may check. It follows no
 * redirection: that is decided by whoever knows where it may lead.
 */
export class CabinetHttp {
  // Hidden from whoever prints the adapter: below an agent lie sockets, and below these the messages in flight.
  readonly #kept: { readonly httpAgent: HttpAgent; readonly httpsAgent: HttpsAgent };
  /** An act must not meet a kept connection that the other side is closing: its outcome would be unknown. */
  readonly #fresh: { readonly httpAgent: HttpAgent; readonly httpsAgent: HttpsAgent };

  constructor(private readonly options: CabinetHttpOptions) {
    const keep = { keepAlive: true, timeout: options.idleSocketMs };
    this.#kept = { httpAgent: new HttpAgent(keep), httpsAgent: new HttpsAgent(keep) };
    this.#fresh = {
      httpAgent: new HttpAgent({ keepAlive: false }),
      httpsAgent: new HttpsAgent({ keepAlive: false }),
    };
  }

  close(): void {
    for (const { httpAgent, httpsAgent } of [this.#kept, this.#fresh]) {
      httpAgent.destroy();
      httpsAgent.destroy();
    }
  }

  /** @throws TransportFailure when no whole answer came */
  async exchange(request: HttpRequest): Promise<HttpAnswer> {
    const { axios, timeoutMs, maxAnswerBytes } = this.options;
    const deadline = AbortSignal.timeout(timeoutMs);
    try {
      const response = await axios.request<ArrayBuffer>({
        url: request.url.href,
        method: request.body === null ? 'GET' : 'POST',
        data: request.body === null ? undefined : encoded(request.body),
        headers: headersOf(request),
        signal: deadline,
        timeout: timeoutMs,
        maxRedirects: 0,
        maxContentLength: maxAnswerBytes,
        responseType: 'arraybuffer',
        transformRequest: (data: unknown) => data,
        transformResponse: (data: unknown) => data,
        validateStatus: null,
        ...(request.effect === 'act' ? this.#fresh : this.#kept),
      });
      return answerOf(request.url, response);
    } catch (error) {
      throw transportFailureOf(error, deadline.aborted);
    }
  }
}

/** `application/x-www-form-urlencoded`, as the body of a POST or the query of a GET. */
export function encoded(fields: Fields): string {
  return new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value])).toString();
}

function headersOf({ body, cookies, referer, isAjax, url }: HttpRequest): Record<string, string> {
  return {
    'User-Agent': 'Mozilla/5.0 (compatible; billing-adapter)',
    Accept: isAjax ? SCRIPT_DATA : PAGE,
    // The texts that pages are read by are Russian.
    'Accept-Language': 'ru-RU,ru;q=0.9',
    ...(cookies === null ? {} : { Cookie: cookies }),
    ...(referer === null ? {} : { Referer: referer.href }),
    ...(isAjax ? { 'X-Requested-With': 'XMLHttpRequest' } : {}),
    ...(body === null
      ? {}
      : { Origin: url.origin, 'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8' }),
  };
}

function answerOf(url: URL, { status, headers, data }: AxiosResponse<ArrayBuffer>): HttpAnswer {
  const location: unknown = headers['location'];
  return {
    url,
    status,
    location: typeof location === 'string' ? location : null,
    setCookies: headers['set-cookie'] ?? [],
    bytes: new Uint8Array(data),
  };
}
