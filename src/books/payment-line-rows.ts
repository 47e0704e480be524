import { integerOf } from '../database/rows';
import { kopecks, type Kopecks } from '../shared/money';
import type { PaymentLine } from './payment-line';

/** A payment with the credit that counts, as it is selected. */
export interface LineRow {
  id: string;
  order_id: string;
  acquirer_payment_id: string | null;
  terminal: string;
  method: string;
  operator_name: string | null;
  subscriber_uid: string;
  agreement_id: string;
  agreement_number: string;
  amount_kopecks: string | number;
  status: string;
  last_bank_status: string | null;
  flag: string | null;
  created_at: Date;
  confirmed_at: Date | null;
  posted_at: Date | null;
  receipt: string | null;
  posting_state: string | null;
  record_id: string | null;
  poster_id: string | null;
  refunded_at: Date | null;
  reversal_state: string | null;
  reversal_record_id: string | null;
}

/** What the registries in force say of a payment. */
export interface FeeRow {
  acquirer_payment_id: string;
  fee_kopecks: string | number;
  net_kopecks: string | number;
}

const kopecksOf = (value: string | number): Kopecks => kopecks(integerOf(value));

export function toLine(row: LineRow, fee: FeeRow | undefined): PaymentLine {
  return {
    paymentId: row.id,
    orderId: row.order_id,
    acquirerPaymentId: row.acquirer_payment_id,
    terminal: row.terminal,
    channel: row.method,
    operatorName: row.operator_name,
    subscriberUid: row.subscriber_uid,
    agreementId: row.agreement_id,
    agreementNumber: row.agreement_number,
    amountKopecks: kopecksOf(row.amount_kopecks),
    status: row.status,
    bankStatus: row.last_bank_status,
    flag: row.flag,
    createdAt: row.created_at,
    confirmedAt: row.confirmed_at,
    postedAt: row.posted_at,
    accountedAt: row.confirmed_at ?? row.created_at,
    receipt: row.receipt,
    postingState: row.posting_state,
    recordId: row.record_id,
    posterId: row.poster_id,
    refundedAt: row.refunded_at,
    reversalState: row.reversal_state,
    reversalRecordId: row.reversal_record_id,
    feeKopecks: fee ? kopecksOf(fee.fee_kopecks) : null,
    netKopecks: fee ? kopecksOf(fee.net_kopecks) : null,
  };
}
