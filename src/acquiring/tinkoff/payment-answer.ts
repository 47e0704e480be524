import type { BankOperation } from './error-table';
import { inDoubt, refusal } from './failures';
import { field, flagOf, orderIdOf, wordOf, type WireObject } from './wire-values';

export interface PaymentAnswer {
  readonly orderId: string;
  readonly acquirerPaymentId: string;
  readonly rawStatus: string;
}

/**
 * Reads an answer as one about the payment that was asked for. One with a `Status` and our `PaymentId` is that whatever
 * `Success` says; one without is a failed call (seen with the bank's protocol v2).
 * @throws Rejected, Unavailable, UnknownOutcome
 */
export function readPaymentAnswer(
  operation: BankOperation,
  askedFor: string,
  answer: WireObject,
): PaymentAnswer {
  const rawStatus = wordOf(field(answer, 'Status'));
  const acquirerPaymentId = wordOf(field(answer, 'PaymentId'));
  if (rawStatus === null || acquirerPaymentId === null) {
    if (flagOf(field(answer, 'Success')) === false) throw refusal(operation, answer);
    throw inDoubt(operation, 'incomplete_answer');
  }
  if (acquirerPaymentId !== askedFor) throw inDoubt(operation, 'foreign_answer');
  const orderId = orderIdOf(field(answer, 'OrderId'));
  if (orderId === null) throw inDoubt(operation, 'incomplete_answer');
  return { orderId, acquirerPaymentId, rawStatus };
}
