import { Rejected } from '../../shared/upstream-errors';
import { BillingRejection, type BillingPayment } from '../billing.port';
import type { BillingTime } from './billing-time';
import { unexpectedAnswer, UPSTREAM } from './failures';
import type { ManagerSession } from './manager-session';
import { readPayment } from './read-payment';
import { listOf } from './soap-values';

const operation = 'ExternCheckPayment';

/**
 * The payment with this receipt by the signed-in manager, or null. Billing says "none" by a fault; an empty list, its
 * general way to say so, is taken for the same, which is safe because the core refuses a receipt that it knows.
 * @throws Rejected `several_in_force`: no one of them is the answer
 */
export async function findPayment(
  session: ManagerSession,
  billingTime: BillingTime,
  receipt: string,
): Promise<BillingPayment | null> {
  const found = await ask(session, billingTime, receipt);
  const inForce = found.filter((payment) => !payment.isCancelled);
  if (inForce.length > 1) {
    const code = BillingRejection.severalInForce;
    throw new Rejected({ upstream: UPSTREAM, operation, code });
  }
  return inForce[0] ?? found[0] ?? null;
}

async function ask(
  session: ManagerSession,
  billingTime: BillingTime,
  receipt: string,
): Promise<BillingPayment[]> {
  try {
    const { body } = await session.call(operation, { receipt });
    const rows = listOf(body, 'ret');
    if (rows === null) throw unexpectedAnswer(operation, 'a payment that cannot be read');
    return rows.map((full) => readPayment(full, operation, billingTime));
  } catch (error) {
    if (error instanceof Rejected && error.code === BillingRejection.paymentNotFound) return [];
    throw error;
  }
}
