import { z } from 'zod';
import type { BillingStore } from '../store/billing-store';
import { CASH_DESK } from '../store/posters';
import type { Agreement, Payment } from '../store/records';
import { isDate, moscowText } from '../values/moscow-time';
import { ControlError, readBody } from './control-error';

const day = z.string().refine(isDate, { message: 'a day YYYY-MM-DD is expected' });
const kopecks = z.number().int();

const paymentByHand = z.strictObject({
  agrmid: z.number().int(),
  amountKopecks: kopecks,
  receipt: z.string().min(1),
  comment: z.string().default(''),
  modperson: z.number().int().default(CASH_DESK.personid),
  paydate: z.string().optional(),
});

const manyByHand = z.strictObject({
  payments: z.array(paymentByHand.extend({ status: z.literal([0, 2]).default(0) })).max(100_000),
});

const agreementChange = z.strictObject({
  closedon: day.nullable().optional(),
  balanceKopecks: kopecks.optional(),
});

const lockDate = z.strictObject({ date: day.nullable() });

/** What people do in the manager interface behind the adapter's back. Posts as another manager, a cashier by default; no rule of the core stands in the way. */
export function addPayment(store: BillingStore, body: unknown, nowMs: number): Payment {
  const { paydate, ...payment } = readBody(paymentByHand, body);
  agreementOf(store, payment.agrmid);
  const localdate = moscowText(nowMs);
  return store.payments.add({
    ...payment,
    classid: 0,
    cashcode: 1,
    uuid: '',
    paydate: paydate ?? localdate,
    localdate,
  });
}

/** Many at once, some of them cancelled since; the record ids come in the order of the payments. */
export function addPayments(
  store: BillingStore,
  body: unknown,
  nowMs: number,
): { readonly recordids: readonly number[] } {
  const { payments } = readBody(manyByHand, body);
  payments.forEach(({ agrmid }) => agreementOf(store, agrmid));
  const recordids = payments.map(({ status, ...payment }) => {
    const row = addPayment(store, payment, nowMs);
    if (status === 2) store.payments.cancel(row, moscowText(nowMs));
    return row.recordid;
  });
  return { recordids };
}

export function changeAgreement(store: BillingStore, agrmid: number, body: unknown): Agreement {
  const { closedon, balanceKopecks } = readBody(agreementChange, body);
  const agreement = agreementOf(store, agrmid);
  if (closedon !== undefined) agreement.closedOn = closedon ?? undefined;
  if (balanceKopecks !== undefined) agreement.balanceKopecks = balanceKopecks;
  return agreement;
}

export function setLockDate(store: BillingStore, body: unknown): string | null {
  const { date } = readBody(lockDate, body);
  store.lockDate = date ?? undefined;
  return date;
}

export function agreementOf(store: BillingStore, agrmid: number): Agreement {
  const agreement = store.agreements.get(agrmid);
  if (!agreement) throw new ControlError(404, `no agreement ${agrmid}`);
  return agreement;
}
