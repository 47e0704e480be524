import type { DiscrepancyClass, Finding } from '../../books/discrepancy';
import type { BillingPayment } from '../../billing/billing.port';
import type { Scene } from './scene';

type Details = Finding['details'];

const FACTLESS: Omit<Finding, 'class'> = {
  severity: 'error',
  remedy: 'none',
  paymentId: null,
  orderId: null,
  acquirerPaymentId: null,
  receipt: null,
  recordId: null,
  agreementId: null,
  bankKopecks: null,
  ledgerKopecks: null,
  billingKopecks: null,
  details: {},
};

export function finding(of: Pick<Finding, 'class'> & Partial<Finding>): Finding {
  return { ...FACTLESS, ...of, details: told(of.details ?? {}) };
}

/**
 * A finding about a payment, with the facts that it rests on. `record` is the one in billing that it is about, by default
 * that which stands for the payment.
 */
export function findingAbout(
  scene: Scene,
  about: {
    readonly class: DiscrepancyClass;
    readonly severity?: Finding['severity'];
    readonly remedy?: Finding['remedy'];
    readonly record?: BillingPayment | null;
    readonly details?: Details;
  },
): Finding {
  const { payment, statement, owed } = scene;
  const { record = scene.inForce[0] ?? null, details, ...rest } = about;
  const reversal = payment.reversals.at(-1);
  return finding({
    ...rest,
    paymentId: payment.paymentId,
    orderId: payment.orderId,
    acquirerPaymentId: statement.fact?.acquirerPaymentId ?? payment.acquirerPaymentId,
    receipt: owed.receipt,
    recordId: record?.recordId ?? null,
    agreementId: owed.agreementId,
    bankKopecks: statement.fact?.paidKopecks ?? null,
    ledgerKopecks: payment.amountKopecks,
    billingKopecks: record?.amountKopecks ?? null,
    details: {
      ledgerStatus: payment.status,
      flag: payment.flag,
      bankWord: statement.word,
      bankStatus: statement.fact?.rawStatus ?? null,
      returnedKopecks: statement.fact?.returnedKopecks || null,
      creditState: owed.state,
      reversalState: reversal?.state ?? null,
      parkedReason: reversal?.parkedReason ?? owed.parkedReason,
      ...details,
    },
  });
}

/** Without what is not there. */
function told(details: Details): Details {
  return Object.fromEntries(Object.entries(details).filter(([, value]) => value !== null));
}
