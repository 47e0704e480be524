import { Rejected } from '../../shared/upstream-errors';
import { BillingRejection, type BillingPayment } from '../billing.port';
import { exactKopecks } from './decimals';
import { unexpectedAnswer } from './failures';
import type { ManagerSession } from './manager-session';
import { idOf, isDateSet, nodeOf, nodesOf, textOf, type XmlNode } from './soap-values';

const CANCELLED = '2';

/**
 * The payment with this receipt by the signed-in manager, or null. Billing says "none" by a fault; an empty list, its
 * general way to say so, is taken for the same, which is safe because the core refuses a receipt that it knows.
 * @throws Unavailable `unexpected_answer`, also when several payments in force share the receipt: no one of them is the answer
 */
export async function findPayment(session: ManagerSession, receipt: string): Promise<BillingPayment | null> {
  const found = await ask(session, receipt);
  const inForce = found.filter((payment) => !payment.isCancelled);
  if (inForce.length > 1) throw unexpectedAnswer('ExternCheckPayment', 'several payments in force');
  return inForce[0] ?? found[0] ?? null;
}

async function ask(session: ManagerSession, receipt: string): Promise<BillingPayment[]> {
  try {
    const { body } = await session.call('ExternCheckPayment', { receipt });
    return nodesOf(body, 'ret').map(readPayment);
  } catch (error) {
    if (error instanceof Rejected && error.code === BillingRejection.paymentNotFound) return [];
    throw error;
  }
}

function readPayment(full: XmlNode): BillingPayment {
  const pay = nodeOf(full, 'pay');
  const recordId = idOf(pay, 'recordid');
  const agreementId = idOf(pay, 'agrmid');
  if (recordId === null || agreementId === null) {
    throw unexpectedAnswer('ExternCheckPayment', 'no recordid or agrmid');
  }
  return {
    recordId,
    receipt: textOf(pay, 'receipt'),
    agreementId,
    amountKopecks: exactKopecks(amountText(full, pay)),
    isCancelled: textOf(pay, 'status') === CANCELLED || isDateSet(textOf(pay, 'canceldate')),
    posterId: textOf(pay, 'modperson'),
  };
}

/** `amountcurr` is the figure that live clients compare; its absence and its default, zero, both mean "see the payment". */
function amountText(full: XmlNode, pay: XmlNode): string {
  const inCurrency = textOf(full, 'amountcurr');
  return /[1-9]/.test(inCurrency) ? inCurrency : textOf(pay, 'amount');
}
