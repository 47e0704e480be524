/** What an upstream call was about, for logs and metrics. Never holds a secret or personal datum. */
export interface UpstreamCall {
  /** `tinkoff` or `billing`. */
  readonly upstream: string;
  /** The upstream's own name of the operation, such as `Init` or `ExternPayment`. */
  readonly operation: string;
}

interface UpstreamErrorDetails extends UpstreamCall {
  /** Our stable word for the cause. */
  readonly code: string;
  /** The upstream's own code or text, for operators only. */
  readonly upstreamCode?: string | undefined;
  readonly cause?: unknown;
}

/** An upstream call that did not end in a value. Always one of the three kinds below. */
export abstract class UpstreamError extends Error {
  readonly upstream: string;
  readonly operation: string;
  readonly code: string;
  readonly upstreamCode: string | undefined;

  constructor(kind: string, details: UpstreamErrorDetails) {
    const upstreamCode = details.upstreamCode === undefined ? '' : ` (${details.upstreamCode})`;
    super(`${details.upstream} ${details.operation}: ${kind}, ${details.code}${upstreamCode}`, {
      cause: details.cause,
    });
    this.name = new.target.name;
    this.upstream = details.upstream;
    this.operation = details.operation;
    this.code = details.code;
    this.upstreamCode = details.upstreamCode;
  }
}

/** Final: the other side said no, and nothing happened there. */
export class Rejected extends UpstreamError {
  /** What the refusal names, such as billing's record id of the payment that already exists. */
  readonly reference: string | undefined;

  constructor(details: UpstreamErrorDetails & { readonly reference?: string | undefined }) {
    super('rejected', details);
    this.reference = details.reference;
  }
}

/** Nothing was sent, or it was surely not done: safe to try again. */
export class Unavailable extends UpstreamError {
  constructor(details: UpstreamErrorDetails) {
    super('unavailable', details);
  }
}

/**
 * The other side answered a read in a form that we do not know how to read: it was changed, or is not what we take it for.
 * `upstreamCode` holds a fingerprint of the answer's form, without a word of its content.
 */
export class UpstreamChanged extends Unavailable {
  constructor(details: Omit<UpstreamErrorDetails, 'code'>) {
    super({ ...details, code: 'upstream_changed' });
  }
}

/** Sent, and no answer that can be trusted: ask before trying again. The default for every write. */
export class UnknownOutcome extends UpstreamError {
  constructor(details: UpstreamErrorDetails) {
    super('unknown outcome', details);
  }
}
