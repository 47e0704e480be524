import type { BankStatus } from '../../ledger/bank-status';
import { meaningOf } from './error-table';
import { inDoubt, refusal } from './failures';
import { readPaymentAnswer } from './payment-answer';
import { statement } from './statement';
import type { TinkoffClient } from './tinkoff-client';
import { field, flagOf, kopecksOf, wordOf, type WireObject } from './wire-values';

/** Refused by a code that proves that nothing happened; a `Status` beside it may be that of the refused call. */
function isProvenRefusal(answer: WireObject): boolean {
  const code = wordOf(field(answer, 'ErrorCode'));
  const isRefused = flagOf(field(answer, 'Success')) === false;
  return isRefused && code !== null && meaningOf(code).endings.Cancel === 'rejected';
}

/**
 * `Cancel` of the whole sum: no `Amount`, and no `Receipt`, since the bank makes that of a full refund by itself (bank's
 * protocol v2). The sum of the statement is what was there before, `OriginalAmount`, or `Amount` where the answer has only
 * that, or null. A state that the ledger judges by its sum is not taken without one.
 * @throws Rejected `wrong_state` among others, Unavailable, UnknownOutcome
 */
export async function cancel(client: TinkoffClient, acquirerPaymentId: string): Promise<BankStatus> {
  const answer = await client.call('Cancel', { PaymentId: acquirerPaymentId });
  if (isProvenRefusal(answer)) throw refusal('Cancel', answer);
  const status = statement({
    ...readPaymentAnswer('Cancel', acquirerPaymentId, answer),
    terminal: client.terminalKey,
    amountKopecks: kopecksOf(field(answer, 'OriginalAmount')) ?? kopecksOf(field(answer, 'Amount')),
    errorCode: field(answer, 'ErrorCode'),
    source: 'answer',
  });
  const needsSum = status.state === 'confirmed' || status.state === 'authorized';
  if (needsSum && status.amountKopecks === null) throw inDoubt('Cancel', 'incomplete_answer');
  return status;
}
