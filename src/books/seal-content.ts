import { kopecks, type Kopecks } from '../shared/money';
import type { Discrepancy } from './discrepancy';
import type { RegistryLine } from './registry-line';

/** A payment of which all went back to the payer, by the day on which the ledger learned it. */
export interface RefundLine {
  readonly paymentId: string;
  readonly orderId: string;
  readonly acquirerPaymentId: string | null;
  readonly terminal: string;
  readonly channel: string;
  readonly operatorName: string | null;
  readonly amountKopecks: Kopecks;
  /** Business day of the payment itself, `YYYY-MM-DD`. */
  readonly paymentDay: string;
  readonly refundedAt: Date;
  /** Billing's record id of what undid the credit; null while nothing has. */
  readonly reversalRecordId: string | null;
}

/** A line of the bank's registry as a closed day keeps it: what was said, not in which file. */
export type SealedRegistryLine = Omit<RegistryLine, 'registryId'>;

/** What a closed day keeps of a discrepancy. */
export interface SealedDiscrepancy extends Pick<
  Discrepancy,
  | 'class'
  | 'severity'
  | 'state'
  | 'paymentId'
  | 'orderId'
  | 'receipt'
  | 'recordId'
  | 'agreementId'
  | 'bankKopecks'
  | 'ledgerKopecks'
  | 'billingKopecks'
  | 'settledBy'
> {
  /** What the person who closed it said. */
  readonly note: string | null;
}

/** The one spelling of a refund; see `canonicalPaymentLine`. */
export function canonicalRefund(refund: RefundLine): string {
  const written: RefundLine = {
    paymentId: refund.paymentId,
    orderId: refund.orderId,
    acquirerPaymentId: refund.acquirerPaymentId,
    terminal: refund.terminal,
    channel: refund.channel,
    operatorName: refund.operatorName,
    amountKopecks: refund.amountKopecks,
    paymentDay: refund.paymentDay,
    refundedAt: refund.refundedAt,
    reversalRecordId: refund.reversalRecordId,
  };
  return JSON.stringify(written);
}

export function parseRefund(text: string): RefundLine {
  const written = JSON.parse(text) as Omit<RefundLine, 'refundedAt'> & { readonly refundedAt: string };
  return {
    ...written,
    amountKopecks: kopecks(written.amountKopecks),
    refundedAt: new Date(written.refundedAt),
  };
}

export function canonicalRegistryLine(line: SealedRegistryLine): string {
  const written: SealedRegistryLine = {
    lineNumber: line.lineNumber,
    terminal: line.terminal,
    orderId: line.orderId,
    acquirerPaymentId: line.acquirerPaymentId,
    operation: line.operation,
    rawOperation: line.rawOperation,
    amountKopecks: line.amountKopecks,
    feeKopecks: line.feeKopecks,
    netKopecks: line.netKopecks,
    operatedAt: line.operatedAt,
    day: line.day,
    transferDay: line.transferDay,
    paymentSystem: line.paymentSystem,
    rrn: line.rrn,
    authorizationCode: line.authorizationCode,
    description: line.description,
  };
  return JSON.stringify(written);
}

export function parseRegistryLine(text: string): SealedRegistryLine {
  const written = JSON.parse(text) as Omit<SealedRegistryLine, 'operatedAt'> & {
    readonly operatedAt: string;
  };
  return {
    ...written,
    amountKopecks: kopecks(written.amountKopecks),
    feeKopecks: kopecks(written.feeKopecks),
    netKopecks: kopecks(written.netKopecks),
    operatedAt: new Date(written.operatedAt),
  };
}

export function canonicalDiscrepancy(discrepancy: SealedDiscrepancy): string {
  const written: SealedDiscrepancy = {
    class: discrepancy.class,
    severity: discrepancy.severity,
    state: discrepancy.state,
    paymentId: discrepancy.paymentId,
    orderId: discrepancy.orderId,
    receipt: discrepancy.receipt,
    recordId: discrepancy.recordId,
    agreementId: discrepancy.agreementId,
    bankKopecks: discrepancy.bankKopecks,
    ledgerKopecks: discrepancy.ledgerKopecks,
    billingKopecks: discrepancy.billingKopecks,
    settledBy: discrepancy.settledBy,
    note: discrepancy.note,
  };
  return JSON.stringify(written);
}

export function parseDiscrepancy(text: string): SealedDiscrepancy {
  return JSON.parse(text) as SealedDiscrepancy;
}
