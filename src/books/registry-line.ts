import type { Kopecks } from '../shared/money';

/**
 * What a line of the bank's registry is about. `payment` is money taken from a payer, `refund` money given back to him,
 * `refund_cancelled` such a return undone; a chargeback is taken by the payer's bank, and may be won back; a correction is a
 * claim of either side; a `fee` line has no sum but its fee.
 */
export const REGISTRY_OPERATIONS = [
  'payment',
  'refund',
  'refund_cancelled',
  'chargeback',
  'chargeback_reversed',
  'correction_out',
  'correction_in',
  'fee',
] as const;

export type RegistryOperation = (typeof REGISTRY_OPERATIONS)[number];

/** One operation as the bank's registry tells it. */
export interface RegistryLine {
  readonly registryId: string;
  /** In the file, the heading being line 1. */
  readonly lineNumber: number;
  readonly terminal: string;
  readonly orderId: string | null;
  readonly acquirerPaymentId: string | null;
  readonly operation: RegistryOperation;
  /** The bank's own word. */
  readonly rawOperation: string;
  /** What the operation does to the provider's money before fees: positive comes in, negative goes out. */
  readonly amountKopecks: Kopecks;
  /** What the bank keeps, its fee and that of the fiscal service; negative is given back. */
  readonly feeKopecks: Kopecks;
  /** What the bank transfers: amount less fee, as the registry says it. */
  readonly netKopecks: Kopecks;
  readonly operatedAt: Date;
  /** Business day of the operation, `YYYY-MM-DD`. */
  readonly day: string;
  /** Business day of the transfer to the provider's account. */
  readonly transferDay: string | null;
  readonly paymentSystem: string | null;
  readonly rrn: string | null;
  readonly authorizationCode: string | null;
  readonly description: string | null;
}
