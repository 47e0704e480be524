/** The answer that a repeated request gets again. */
export interface StoredResponse {
  readonly status: number;
  readonly body: unknown;
}

/** One use of an `Idempotency-Key`, kept as long as its payment. */
export interface IdempotencyRecord {
  /** Whose key it is: keys of different callers never meet. */
  readonly caller: string;
  readonly key: string;
  /** SHA-256 over the request's meaning: the same key with another request is refused. */
  readonly fingerprint: string;
  readonly paymentId: string;
  /** Null while the first request still runs, or when its outcome is still being asked about. */
  readonly response: StoredResponse | null;
  readonly createdAt: Date;
}
