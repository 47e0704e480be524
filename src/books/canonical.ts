import { kopecks, type Kopecks } from '../shared/money';
import type { PaymentLine } from './payment-line';

/** A line as JSON has it: its moments as text. */
type Written = {
  readonly [Name in keyof PaymentLine]: PaymentLine[Name] extends Date
    ? string
    : PaymentLine[Name] extends Date | null
      ? string | null
      : PaymentLine[Name];
};

const momentOf = (text: string): Date => {
  const moment = new Date(text);
  if (Number.isNaN(moment.getTime())) throw new RangeError(`Not a moment: ${text}`);
  return moment;
};
const momentOrNull = (text: string | null): Date | null => (text === null ? null : momentOf(text));
const sumOrNull = (sum: number | null): Kopecks | null => (sum === null ? null : kopecks(sum));

/**
 * The one spelling of a line, which a seal is taken over: JSON with the fields in the order of the interface, moments in
 * ISO 8601 with milliseconds in UTC, whole numbers, and null where there is nothing.
 */
export function canonicalPaymentLine(line: PaymentLine): string {
  const written: PaymentLine = {
    paymentId: line.paymentId,
    orderId: line.orderId,
    acquirerPaymentId: line.acquirerPaymentId,
    terminal: line.terminal,
    channel: line.channel,
    operatorName: line.operatorName,
    subscriberUid: line.subscriberUid,
    agreementId: line.agreementId,
    agreementNumber: line.agreementNumber,
    amountKopecks: line.amountKopecks,
    status: line.status,
    bankStatus: line.bankStatus,
    flag: line.flag,
    createdAt: line.createdAt,
    confirmedAt: line.confirmedAt,
    postedAt: line.postedAt,
    accountedAt: line.accountedAt,
    receipt: line.receipt,
    postingState: line.postingState,
    recordId: line.recordId,
    posterId: line.posterId,
    refundedAt: line.refundedAt,
    reversalState: line.reversalState,
    reversalRecordId: line.reversalRecordId,
    feeKopecks: line.feeKopecks,
    netKopecks: line.netKopecks,
  };
  return JSON.stringify(written);
}

/**
 * The line of a canonical text.
 * @throws SyntaxError when it is no JSON; RangeError when a sum is no whole number or a moment no moment
 */
export function parsePaymentLine(text: string): PaymentLine {
  const written = JSON.parse(text) as Written;
  return {
    ...written,
    amountKopecks: kopecks(written.amountKopecks),
    createdAt: momentOf(written.createdAt),
    confirmedAt: momentOrNull(written.confirmedAt),
    postedAt: momentOrNull(written.postedAt),
    accountedAt: momentOf(written.accountedAt),
    refundedAt: momentOrNull(written.refundedAt),
    feeKopecks: sumOrNull(written.feeKopecks),
    netKopecks: sumOrNull(written.netKopecks),
  };
}
