import type { Clock } from '../../shared/clock';
import { formatRoubles } from '../../shared/money';
import { Rejected, UnknownOutcome } from '../../shared/upstream-errors';
import { BillingRejection, type NewBillingPayment } from '../billing.port';
import type { BillingTime } from './billing-time';
import { UPSTREAM } from './failures';
import { notAfter } from './lease';
import type { ManagerSession } from './manager-session';
import { idOf, isId } from './soap-values';
import { asXmlText } from './xml-text';

const operation = 'ExternPayment';

/** Code of `ExternPayment.id` for "`str` is an agreement's own id". Numbers may repeat between operators, ids do not. */
const BY_AGREEMENT_ID = '11';

export interface PostPaymentContext {
  readonly session: ManagerSession;
  readonly clock: Clock;
  readonly billingTime: BillingTime;
  /** Payment category in billing, by which finance can filter. */
  readonly paymentClassId: number;
  /** Fiscal kind: 2 is non-cash, the core's default 1 is cash. Null sends none, for cores that do not know the field. */
  readonly cashCode: number | null;
}

/**
 * Credits an agreement. The core refuses a second payment with the same receipt by the same manager (`notexists` = 1),
 * which makes a repeat safe. Zeros mean: any operator, the signed-in manager, the default currency; the agreement
 * comes from `id` and `str`, so the one inside `val` stays 0.
 * @throws Rejected by the fault table; Unavailable `lease_expired`; UnknownOutcome for all that proves nothing
 */
export async function postPayment(
  context: PostPaymentContext,
  payment: NewBillingPayment,
): Promise<{ recordId: string }> {
  if (!isId(payment.agreementId)) {
    throw new Rejected({ upstream: UPSTREAM, operation, code: BillingRejection.agreementNotFound });
  }
  const { body } = await context.session.call(
    operation,
    {
      id: BY_AGREEMENT_ID,
      str: payment.agreementId,
      operid: '0',
      val: {
        agrmid: '0',
        modperson: '0',
        currid: '0',
        classid: String(context.paymentClassId),
        amount: formatRoubles(payment.amountKopecks),
        ...(context.cashCode === null ? {} : { cashcode: String(context.cashCode) }),
        paydate: context.billingTime(payment.paidAt),
        receipt: payment.receipt,
        comment: asXmlText(payment.comment),
      },
      notexists: '1',
    },
    notAfter(payment.notAfter, context.clock, operation),
  );
  const recordId = idOf(body, 'ret');
  // A payment always has a record id above 0: an answer without one is no proof of a credit, nor of none.
  if (recordId === null) throw new UnknownOutcome({ upstream: UPSTREAM, operation, code: 'no_record_id' });
  return { recordId };
}
