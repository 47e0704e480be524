import { z } from 'zod';
import type { BillingStore } from '../store/billing-store';
import type { Payment, PaymentStatus } from '../store/records';
import { kopecksFromDecimal } from '../values/kopecks';
import { moscowText } from '../values/moscow-time';
import { agreementOf } from './by-hand';
import { ControlError, readBody } from './control-error';

const amount = z.string().transform((text, context) => {
  const kopecks = kopecksFromDecimal(text);
  if (kopecks !== undefined) return kopecks;
  context.addIssue({ code: 'custom', message: 'a sum in roubles such as "12.34" is expected' });
  return z.NEVER;
});

const change = z.strictObject({
  amount: amount.optional(),
  amountKopecks: z.number().int().optional(),
  agrmid: z.number().int().optional(),
  status: z.literal([0, 2]).optional(),
  removed: z.boolean().optional(),
  delete: z.boolean().optional(),
});

/** A row of the payments table changed by hand, in the cash desk or in the database. What is taken away can be put back. */
export function changePayment(store: BillingStore, recordid: number, body: unknown, nowMs: number): Payment {
  const { removed, status, ...rest } = readBody(change, body);
  const { payments } = store;
  const payment = payments.get(recordid) ?? payments.taken(recordid);
  if (!payment) throw noPayment(recordid);
  if (rest.agrmid !== undefined) agreementOf(store, rest.agrmid);
  if (removed === false && payments.taken(recordid)) payments.putBack(payment);
  if (!payments.get(recordid)) return payment;
  const amountKopecks = rest.amount ?? rest.amountKopecks;
  if (amountKopecks !== undefined || rest.agrmid !== undefined) {
    payments.correct(payment, { amountKopecks, agrmid: rest.agrmid });
  }
  if (status !== undefined) setStatus(store, payment, status, nowMs);
  if (rest.delete === true) payments.remove(payment);
  else if (removed === true) payments.takeAway(payment);
  return payment;
}

/** A second record in force under the same receipt, as an import run twice would make it. */
export function doublePayment(store: BillingStore, recordid: number): Payment {
  const payment = store.payments.get(recordid);
  if (!payment) throw noPayment(recordid);
  return store.payments.double(payment);
}

function setStatus(store: BillingStore, payment: Payment, status: PaymentStatus, nowMs: number): void {
  if (payment.status === status) return;
  if (status === 2) store.payments.cancel(payment, moscowText(nowMs));
  else store.payments.reinstate(payment);
}

function noPayment(recordid: number): ControlError {
  return new ControlError(404, `no payment ${recordid}`);
}
