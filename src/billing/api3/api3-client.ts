import { join } from 'node:path';
import { createClientAsync, type Client, type SoapMethodAsync } from 'soap';
import { currentRequestId } from '../../shared/request-context';
import { UpstreamError } from '../../shared/upstream-errors';
import { TransportFailure } from '../transport-failure';
import { API3_OPERATIONS, type Api3Operation } from './operations';
import { faultOf } from './soap-fault';
import { SoapTransport, type Exchange, type SoapTransportOptions } from './soap-transport';
import { isNode, type XmlNode } from './soap-values';
import { ofFault, ofTransport } from './typed-failure';

/** Our own description of the interface; it lies beside this file, in the source tree and in the build alike. */
const WSDL_PATH = join(__dirname, 'api3.wsdl');

/** Elements of a request. Figures are given as text, exactly as they shall stand on the wire. */
export interface SoapArguments {
  readonly [element: string]: string | SoapArguments;
}

export interface Api3ClientOptions extends SoapTransportOptions {
  /** One address for every operation, such as `http://billing:34012/`. */
  readonly url: string;
  /** For a whole call, from connecting to the last byte of the answer. */
  readonly timeoutMs: number;
}

export interface CallOptions {
  /** Value of the `sessnum` cookie to call under. Given with each call and kept nowhere: sessions never mix. */
  readonly session?: string;
  readonly timeoutMs?: number;
  /** Runs last thing before the request leaves; what it throws ends the call with nothing sent. */
  readonly beforeSend?: () => void;
}

export interface Api3Answer {
  /** The response element's children; empty for an empty list. */
  readonly body: XmlNode;
  readonly setCookies: readonly string[];
}

/** The SOAP client of billing's core. */
export class Api3Client {
  /** Name of the core's host, which tells its own cookies from others. */
  readonly host: string;
  private readonly transport: SoapTransport;
  private loading: Promise<Client> | undefined;

  /** @throws TypeError when the address is no URL. */
  constructor(private readonly options: Api3ClientOptions) {
    this.host = new URL(options.url).hostname;
    this.transport = new SoapTransport(options);
  }

  /**
   * Calls one operation.
   * @throws Rejected, Unavailable (also as `SessionRefused`) or UnknownOutcome, by the fault table and the operation.
   */
  async call(operation: Api3Operation, args: SoapArguments, options: CallOptions = {}): Promise<Api3Answer> {
    const { timeoutMs = this.options.timeoutMs } = options;
    const exchange: Exchange = { timeoutMs, started: false, setCookies: [], content: null };
    try {
      const client = await this.load();
      options.beforeSend?.();
      const body = await this.invoke(client, operation, args, { exchange, session: options.session });
      return { body, setCookies: exchange.setCookies };
    } catch (error) {
      throw typed(operation, error, exchange);
    }
  }

  close(): void {
    this.transport.close();
  }

  private async invoke(
    client: Client,
    operation: Api3Operation,
    args: SoapArguments,
    { exchange, session }: { exchange: Exchange; session: string | undefined },
  ): Promise<XmlNode> {
    const method = client[`${operation}Async`] as SoapMethodAsync;
    try {
      const answer: readonly unknown[] = await method(args, { exchange }, headersFor(session));
      return responseOf(operation, answer, exchange.content);
    } finally {
      // node-soap keeps the last messages, and with them passwords, for whoever looks at the client.
      client.lastRequest = client.lastMessage = '';
      client.lastResponse = null;
    }
  }

  private load(): Promise<Client> {
    this.loading ??= createClientAsync(
      WSDL_PATH,
      { httpClient: this.transport, disableCache: true },
      this.options.url,
    ).catch((error: unknown) => {
      this.loading = undefined;
      throw error;
    });
    return this.loading;
  }
}

function headersFor(session: string | undefined): Record<string, string> {
  const requestId = currentRequestId();
  return {
    'User-Agent': 'billing-adapter',
    ...(session === undefined ? {} : { Cookie: `sessnum=${session}` }),
    // What a header cannot carry would fail the call.
    ...(requestId !== undefined && /^[\x21-\x7e]{1,200}$/.test(requestId)
      ? { 'X-Request-Id': requestId }
      : {}),
  };
}

/**
 * The response element: node-soap hands over an empty one as null, but also whole messages that lack it.
 * @throws TransportFailure when the answer has no such element.
 */
function responseOf(operation: Api3Operation, [result]: readonly unknown[], content: string | null): XmlNode {
  if (content === API3_OPERATIONS[operation].answer) {
    if (result === null) return {};
    if (isNode(result)) return result;
  }
  throw new TransportFailure('malformed_answer');
}

/** Whatever went wrong, as one of our errors. Nothing of a foreign error is taken along but the texts of a fault. */
function typed(operation: Api3Operation, error: unknown, exchange: Exchange): UpstreamError {
  if (error instanceof UpstreamError) return error;
  if (error instanceof TransportFailure) return ofTransport(operation, error);
  const fault = faultOf(error);
  if (fault) return ofFault(operation, fault);
  const reason = exchange.started ? 'malformed_answer' : 'connection_failed';
  return ofTransport(operation, new TransportFailure(reason));
}
