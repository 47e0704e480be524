/** How the bank's interface is reached and signed. */
export interface TinkoffOptions {
  /** Base address with the version, such as `https://securepay.tinkoff.ru/v2`. */
  readonly apiUrl: string;
  readonly terminalKey: string;
  /** Signs requests and checks notifications; never sent. */
  readonly password: string;
  /** Our public address for notifications, sent in every Init. */
  readonly notificationUrl: string;
  /** Longest wait for a whole answer, from the call to its last byte, in milliseconds. */
  readonly timeoutMs: number;
}
