/** What is worth finding again when somebody asks who did what with an account. */
export const AUDIT_KINDS = [
  'signed_in',
  'sign_in_failed',
  'sign_in_locked',
  'signed_out',
  'refresh_token_reused',
  'password_changed',
  'password_change_failed',
  'password_change_locked',
  'password_recovery_asked',
  'foreign_agreement',
  'promised_payment_taken',
  'promised_payment_refused',
] as const;
export type AuditKind = (typeof AUDIT_KINDS)[number];

/** Further facts, for people. Never a password, token, key or login; a login by `KeyedHash.ofLogin` alone. */
export type AuditDetails = Readonly<Record<string, string | number | boolean | null>>;

/** What is to be kept; whatever is left out is not known or does not apply. */
export interface AuditEntry {
  readonly kind: AuditKind;
  /** Billing's id of the account. */
  readonly subscriberUid?: string | null;
  readonly sessionId?: string | null;
  /** Name of the API key that acted. */
  readonly keyName?: string | null;
  /** Network address of the caller. */
  readonly address?: string | null;
  readonly details?: AuditDetails;
}

/** An entry as it is kept. Events sort by id in the order in which they were made. */
export interface AuditEvent extends Required<AuditEntry> {
  readonly id: string;
  readonly at: Date;
}
