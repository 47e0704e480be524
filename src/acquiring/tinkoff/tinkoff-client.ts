import type { AxiosInstance } from 'axios';
import { currentRequestId } from '../../shared/request-context';
import type { BankOperation } from './error-table';
import { inDoubt, transportFailure } from './failures';
import type { TinkoffOptions } from './tinkoff-options';
import { tokenOf } from './token';
import { field, isGiven, parseWireObject, wordOf, type WireObject } from './wire-values';

export type RequestFields = Readonly<Record<string, string | number | Readonly<Record<string, string>>>>;

export type TinkoffClientOptions = Pick<
  TinkoffOptions,
  'apiUrl' | 'terminalKey' | 'password' | 'timeoutMs'
> & {
  /** With the agent and the certificates for the bank already in it. */
  readonly http: AxiosInstance;
};

/** Answers of the methods that we call are a few kilobytes long. */
const MAX_ANSWER_BYTES = 1024 * 1024;

/** The bank's wire: signs a call, sends it once and reads the answer without loss. */
export class TinkoffClient {
  readonly terminalKey: string;

  constructor(private readonly options: TinkoffClientOptions) {
    this.terminalKey = options.terminalKey;
  }

  /**
   * Calls a method. The answer may be a refusal: HTTP 200 carries both (bank's protocol v2).
   * @throws Unavailable, UnknownOutcome when there is no answer that can be read, or it is about another terminal.
   */
  async call(operation: BankOperation, fields: RequestFields): Promise<WireObject> {
    const { status, text } = await this.post(operation, this.sign(fields));
    if (status !== 200) throw inDoubt(operation, 'http_status', String(status));
    const answer = this.read(operation, text);
    const terminal = field(answer, 'TerminalKey');
    if (isGiven(terminal) && wordOf(terminal) !== this.terminalKey)
      throw inDoubt(operation, 'foreign_answer');
    return answer;
  }

  private sign(fields: RequestFields): string {
    const unsigned = { TerminalKey: this.terminalKey, ...fields };
    return JSON.stringify({ ...unsigned, Token: tokenOf(unsigned, this.options.password) });
  }

  private async post(operation: BankOperation, body: string): Promise<{ status: number; text: unknown }> {
    const { apiUrl, timeoutMs, http } = this.options;
    const requestId = currentRequestId();
    try {
      const response = await http.request<unknown>({
        method: 'POST',
        url: `${apiUrl.replace(/\/+$/, '')}/${operation}`,
        // Bytes pass the HTTP client as they are, so that what was signed is what is sent.
        data: Buffer.from(body, 'utf8'),
        headers: {
          'Content-Type': 'application/json',
          Accept: 'application/json',
          ...(requestId === undefined ? {} : { 'X-Request-Id': requestId }),
        },
        responseType: 'text',
        transformResponse: [(data: unknown) => data],
        validateStatus: () => true,
        maxRedirects: 0,
        maxContentLength: MAX_ANSWER_BYTES,
        proxy: false,
        timeout: timeoutMs,
        // The client's own time-out starts anew with every piece of an answer; this one does not.
        signal: AbortSignal.timeout(timeoutMs),
      });
      return { status: response.status, text: response.data };
    } catch (error) {
      throw transportFailure(operation, error);
    }
  }

  private read(operation: BankOperation, text: unknown): WireObject {
    try {
      return parseWireObject(String(text));
    } catch {
      throw inDoubt(operation, 'unreadable_answer');
    }
  }
}
