import type { PromiseStanding } from '../store/promises';
import type { Agreement, Payment } from '../store/records';
import { decimalFromKopecks } from '../values/kopecks';

export interface PaymentView {
  readonly recordid: number;
  readonly agrmid: number;
  readonly amountKopecks: number;
  readonly amount: string;
  readonly receipt: string;
  readonly status: number;
  readonly paydate: string;
  readonly canceldate: string | null;
  readonly comment: string;
  readonly classid: number;
  readonly cashcode: number;
  readonly modperson: number;
}

export function paymentView(payment: Payment): PaymentView {
  return {
    recordid: payment.recordid,
    agrmid: payment.agrmid,
    amountKopecks: payment.amountKopecks,
    amount: decimalFromKopecks(payment.amountKopecks),
    receipt: payment.receipt,
    status: payment.status,
    paydate: payment.paydate,
    canceldate: payment.canceldate ?? null,
    comment: payment.comment,
    classid: payment.classid,
    cashcode: payment.cashcode,
    modperson: payment.modperson,
  };
}

export interface AgreementView {
  readonly agrmid: number;
  readonly number: string;
  readonly code: string;
  readonly uid: number;
  readonly balanceKopecks: number;
  readonly balance: string;
  readonly closedon: string | null;
}

export function agreementView(agreement: Agreement): AgreementView {
  const { agrmid, number, code, uid, balanceKopecks } = agreement;
  const closedon = agreement.closedOn ?? null;
  return { agrmid, number, code, uid, balanceKopecks, balance: decimalFromKopecks(balanceKopecks), closedon };
}

export interface PromiseView {
  readonly recordid: number;
  readonly agrmid: number;
  readonly amountKopecks: number;
  readonly amount: string;
  readonly debtKopecks: number;
  /** -1 overdue, 0 active, else the payment that completed it. */
  readonly payid: number;
  readonly promdate: string;
  /** Last day on which it can be paid, `YYYY-MM-DD`. */
  readonly dueOn: string;
  readonly modperson: number;
}

export function promiseView({ promise, debtKopecks, payid }: PromiseStanding): PromiseView {
  const { recordid, agrmid, amountKopecks, promdate, dueOn, modperson } = promise;
  const amount = decimalFromKopecks(amountKopecks);
  return { recordid, agrmid, amountKopecks, amount, debtKopecks, payid, promdate, dueOn, modperson };
}
