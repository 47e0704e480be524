/** What a caller hears at the end. */
export type SoapReply =
  | {
      readonly kind: 'answer';
      readonly status: 200 | 500;
      readonly body: string;
      readonly cookies: readonly string[];
    }
  /** HTTP 502 without a body. */
  | { readonly kind: 'bad gateway' }
  /** The connection is kept and nothing ever comes. */
  | { readonly kind: 'silence' };
