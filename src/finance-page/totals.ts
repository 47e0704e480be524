import type { PaymentLine } from '../books/payment-line';
import type { RegistryLine } from '../books/registry-line';
import type { RefundLine } from '../books/seal-content';
import type { BillingSeen } from './billing-seen';

/** What one side says of a day. */
interface Side {
  /** Payments taken, as the ledger and the bank have it; credits, as billing has it. */
  payments: number;
  grossKopecks: number;
  /** Full refunds; what undid their credits, as billing has it. */
  refunds: number;
  refundsKopecks: number;
}

/** What the bank's registries say besides. */
interface BankSide extends Side {
  /** Chargebacks and corrections, what comes in less what goes out. */
  otherKopecks: number;
  feeKopecks: number;
  /** What the bank transfers: gross less refunds and fee, with the others. */
  netKopecks: number;
}

interface Totals {
  readonly ledger: Side;
  /** Null while no registry has a line of the day. */
  registry: BankSide | null;
  /** Our credits as billing answered them; otherwise where a reconciliation has seen another sum, or none. */
  readonly billing: Side;
}

/** Payments by their business day, refunds by the day on which they were learned, lines of registries by that of the operation. */
export interface DayTotals extends Readonly<Totals> {
  readonly day: string;
  /** Of the seal under which these are for ever; null while the day is open. */
  readonly sealHash: string | null;
}

export type Refund = Pick<RefundLine, 'amountKopecks' | 'reversalRecordId'>;
export type BankLine = Pick<RegistryLine, 'operation' | 'amountKopecks' | 'feeKopecks' | 'netKopecks'>;

const nothing = (): Side => ({ payments: 0, grossKopecks: 0, refunds: 0, refundsKopecks: 0 });

export const noTotals = (): Totals => ({ ledger: nothing(), registry: null, billing: nothing() });

export function addPayment(totals: Totals, line: PaymentLine, seen: BillingSeen): void {
  if (line.confirmedAt !== null) take(totals.ledger, line.amountKopecks);
  const isCredited = line.postedAt !== null && line.recordId !== null;
  const credited = seen.has(line.paymentId)
    ? seen.of(line.paymentId)
    : isCredited
      ? line.amountKopecks
      : null;
  if (credited !== null) take(totals.billing, credited);
}

/** What is under our manager in billing, and no credit of ours. */
export function addStrangers(totals: Totals, seen: BillingSeen): void {
  for (const kopecks of seen.strangers) take(totals.billing, kopecks);
}

export function addRefund(totals: Totals, { amountKopecks, reversalRecordId }: Refund): void {
  giveBack(totals.ledger, amountKopecks);
  if (reversalRecordId !== null) giveBack(totals.billing, amountKopecks);
}

export function addLine(
  totals: Totals,
  { operation, amountKopecks, feeKopecks, netKopecks }: BankLine,
): void {
  const bank = (totals.registry ??= { ...nothing(), otherKopecks: 0, feeKopecks: 0, netKopecks: 0 });
  bank.feeKopecks += feeKopecks;
  bank.netKopecks += netKopecks;
  if (operation === 'payment') take(bank, amountKopecks);
  else if (operation === 'refund') giveBack(bank, 0 - amountKopecks);
  else if (operation === 'refund_cancelled') bank.refundsKopecks -= amountKopecks;
  else bank.otherKopecks += amountKopecks;
}

function take(side: Side, kopecks: number): void {
  side.payments += 1;
  side.grossKopecks += kopecks;
}

function giveBack(side: Side, kopecks: number): void {
  side.refunds += 1;
  side.refundsKopecks += kopecks;
}
