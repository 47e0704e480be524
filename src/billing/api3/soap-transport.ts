import type { AxiosInstance, AxiosResponse } from 'axios';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { IExOptions, IHeaders, IHttpClient } from 'soap';
import { TransportFailure, transportFailureOf } from '../transport-failure';
import { contentOf } from './plain-message';

/** What one call tells its transport, and learns from it. One object per call: nothing is shared between sessions. */
export interface Exchange {
  readonly timeoutMs: number;
  /** The request has been handed to the network. */
  started: boolean;
  setCookies: readonly string[];
  /** Name of the element that the answer's body consists of, once there is an answer. */
  content: string | null;
}

export interface SoapTransportOptions {
  readonly axios: AxiosInstance;
  readonly maxAnswerBytes: number;
  /** How long an unused connection is kept, ms. Below the core's own limit, so that no call meets a closing one. */
  readonly idleSocketMs: number;
}

type Callback = (error: unknown, response?: unknown, body?: unknown) => unknown;

/**
 * Carries node-soap's messages over axios. Takes the place of node-soap's own HTTP client, which prints whole messages
 * to its debug output and hands responses on inside errors. Only what is a plain SOAP message gets through to the parser.
 */
export class SoapTransport implements IHttpClient {
  // Hidden from whoever prints the adapter: below an agent lie sockets, and below these the messages in flight.
  readonly #httpAgent: HttpAgent;
  readonly #httpsAgent: HttpsAgent;

  constructor(private readonly options: SoapTransportOptions) {
    const keep = { keepAlive: true, timeout: options.idleSocketMs };
    this.#httpAgent = new HttpAgent(keep);
    this.#httpsAgent = new HttpsAgent(keep);
  }

  close(): void {
    this.#httpAgent.destroy();
    this.#httpsAgent.destroy();
  }

  request(
    url: string,
    message: string,
    callback: Callback,
    headers: IHeaders = {},
    options: IExOptions = {},
  ): Promise<AxiosResponse> {
    const exchange = options['exchange'] as Exchange;
    const deadline = AbortSignal.timeout(exchange.timeoutMs);
    exchange.started = true;
    const sent = this.options.axios.request<string>({
      url,
      method: 'POST',
      data: message,
      headers,
      signal: deadline,
      timeout: exchange.timeoutMs,
      maxRedirects: 0,
      maxContentLength: this.options.maxAnswerBytes,
      responseType: 'text',
      transformRequest: (data: unknown) => data,
      transformResponse: (data: unknown) => data,
      validateStatus: null,
      httpAgent: this.#httpAgent,
      httpsAgent: this.#httpsAgent,
    });
    sent
      .then(
        (response) => {
          const { status, data } = response;
          exchange.setCookies = response.headers['set-cookie'] ?? [];
          exchange.content = typeof data === 'string' ? contentOf(data) : null;
          if (exchange.content === null) callback(refusalOf(status));
          else callback(null, { status, headers: {} }, data);
        },
        (error: unknown) => callback(transportFailureOf(error, deadline.aborted)),
      )
      // The parser may trip over a message that it does not foresee: an error of this call, not of the process.
      .catch(() => callback(new TransportFailure('malformed_answer')));
    return sent;
  }
}

/** Why an answer does not get to the parser. */
function refusalOf(status: number): TransportFailure {
  if (status === 200) return new TransportFailure('malformed_answer');
  return new TransportFailure('bad_http_status', `HTTP ${String(status)}`);
}
