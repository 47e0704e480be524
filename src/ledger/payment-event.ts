import type { PaymentStatus } from './transitions';

export type PaymentEventType = 'opened' | 'moved' | 'noted' | 'flagged' | 'posting';

/** One line of a payment's history. Never changed, never removed. */
export interface PaymentEvent {
  readonly id: string;
  readonly paymentId: string;
  readonly at: Date;
  readonly type: PaymentEventType;
  /** Who or what caused it: `subscriber:940`, `bank:notification`, `bank:poll`, `worker:posting`, `key:ops`. */
  readonly actor: string;
  readonly from: PaymentStatus | null;
  readonly to: PaymentStatus | null;
  /** What it rests on: the bank's words, record ids, reasons. No secrets. */
  readonly evidence: Readonly<Record<string, string | number | boolean | null>>;
}
