import type { AcquirerPort } from '../acquiring/acquirer.port';
import type { BankStatus } from '../ledger/bank-status';
import type { SuspenseCase } from '../ledger/suspense-case';
import type { Kopecks } from '../shared/money';
import { Problem } from '../shared/problem/problem';
import { Rejected } from '../shared/upstream-errors';
import { SuspenseProblems } from './suspense-problems';

/** An unknown order as the bank itself confirms it. */
export interface ConfirmedOrder {
  readonly acquirerPaymentId: string;
  readonly amountKopecks: Kopecks;
}

type Questions = Pick<AcquirerPort, 'terminal' | 'getState' | 'findOrder'>;

/**
 * Asks the bank about the order of a case. Only one payment that it confirms, of this order on our terminal and with its sum,
 * is an answer.
 * @throws Problem `bank_does_not_confirm`
 * @throws UpstreamError when the bank does not answer
 */
export async function askAboutOrder(acquirer: Questions, suspense: SuspenseCase): Promise<ConfirmedOrder> {
  const { orderId, terminal } = suspense;
  const told = terminal === acquirer.terminal ? await statusesOf(acquirer, suspense) : [];
  const confirmed = told.flatMap((status) => {
    const { acquirerPaymentId, amountKopecks } = status;
    const isIt = status.state === 'confirmed' && status.orderId === orderId && status.terminal === terminal;
    return isIt && amountKopecks !== null && amountKopecks > 0 ? [{ acquirerPaymentId, amountKopecks }] : [];
  });
  const [order, ...others] = confirmed;
  if (!order || others.length > 0) throw new Problem(SuspenseProblems.bankDoesNotConfirm);
  return order;
}

async function statusesOf(acquirer: Questions, suspense: SuspenseCase): Promise<readonly BankStatus[]> {
  const { acquirerPaymentId, orderId } = suspense;
  try {
    return acquirerPaymentId === null
      ? await acquirer.findOrder(orderId)
      : [await acquirer.getState(acquirerPaymentId)];
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    throw new Problem(SuspenseProblems.bankDoesNotConfirm, { cause: error });
  }
}
