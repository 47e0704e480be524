import type { BankStatus } from '../../ledger/bank-status';
import { readPaymentAnswer } from './payment-answer';
import { statement } from './statement';
import type { TinkoffClient } from './tinkoff-client';
import { field, kopecksOf } from './wire-values';

/**
 * `GetState`: what the bank says of one payment. A declined one comes with `Success:false` and is an answer all the same.
 * @throws Rejected `not_found` among others, Unavailable
 */
export async function getState(client: TinkoffClient, acquirerPaymentId: string): Promise<BankStatus> {
  const answer = await client.call('GetState', { PaymentId: acquirerPaymentId });
  return statement({
    ...readPaymentAnswer('GetState', acquirerPaymentId, answer),
    terminal: client.terminalKey,
    amountKopecks: kopecksOf(field(answer, 'Amount')),
    errorCode: field(answer, 'ErrorCode'),
    source: 'poll',
  });
}
