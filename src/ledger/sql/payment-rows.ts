import { kopecks } from '../../shared/money';
import { isDuplicateEntry } from '../../database/sql';
import { DuplicateRow, StaleRow, type PaymentRows } from '../ledger-store.port';
import type { Payment, PaymentFlag } from '../payment';
import { ON_ITS_WAY, type PaymentStatus } from '../transitions';
import { insertRow, integerOf, marks, updateVersioned, type Connection } from './connection';

export interface PaymentRow {
  id: string;
  order_id: string;
  subscriber_uid: string;
  agreement_id: string;
  agreement_number: string;
  operator_name: string | null;
  amount_kopecks: string | number;
  method: 'card';
  terminal: string;
  acquirer_payment_id: string | null;
  payment_url: string | null;
  status: PaymentStatus;
  version: number;
  flag: PaymentFlag | null;
  last_bank_status: string | null;
  last_error_code: string | null;
  expires_at: Date;
  next_ask_at: Date | null;
  ask_attempts: number;
  created_at: Date;
  updated_at: Date;
  confirmed_at: Date | null;
  posted_at: Date | null;
}

/**
 * The column takes ASCII alone, and the database refuses to compare it with anything else. It passes over spaces at an end,
 * which are another order's.
 */
const COMPARABLE = /^[\x20-\x7e]*[\x21-\x7e]$/;

export function toPayment(row: PaymentRow): Payment {
  return {
    id: row.id,
    orderId: row.order_id,
    subscriberUid: row.subscriber_uid,
    agreementId: row.agreement_id,
    agreementNumber: row.agreement_number,
    operatorName: row.operator_name,
    amountKopecks: kopecks(integerOf(row.amount_kopecks)),
    method: row.method,
    terminal: row.terminal,
    acquirerPaymentId: row.acquirer_payment_id,
    paymentUrl: row.payment_url,
    status: row.status,
    version: row.version,
    flag: row.flag,
    lastBankStatus: row.last_bank_status,
    lastErrorCode: row.last_error_code,
    expiresAt: row.expires_at,
    nextAskAt: row.next_ask_at,
    askAttempts: row.ask_attempts,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    confirmedAt: row.confirmed_at,
    postedAt: row.posted_at,
  };
}

function toRow(payment: Payment): PaymentRow & Record<string, string | number | Date | null> {
  return {
    id: payment.id,
    order_id: payment.orderId,
    subscriber_uid: payment.subscriberUid,
    agreement_id: payment.agreementId,
    agreement_number: payment.agreementNumber,
    operator_name: payment.operatorName,
    amount_kopecks: payment.amountKopecks,
    method: payment.method,
    terminal: payment.terminal,
    acquirer_payment_id: payment.acquirerPaymentId,
    payment_url: payment.paymentUrl,
    status: payment.status,
    version: payment.version,
    flag: payment.flag,
    last_bank_status: payment.lastBankStatus,
    last_error_code: payment.lastErrorCode,
    expires_at: payment.expiresAt,
    next_ask_at: payment.nextAskAt,
    ask_attempts: payment.askAttempts,
    created_at: payment.createdAt,
    updated_at: payment.updatedAt,
    confirmed_at: payment.confirmedAt,
    posted_at: payment.postedAt,
  };
}

export class SqlPaymentRows implements PaymentRows {
  constructor(private readonly connection: Connection) {}

  async find(id: string): Promise<Payment | null> {
    return this.one('SELECT * FROM payments WHERE id = ?', id);
  }

  async findMany(ids: readonly string[]): Promise<readonly Payment[]> {
    if (ids.length === 0) return [];
    return this.many(`SELECT * FROM payments WHERE id IN (${marks(ids)}) ORDER BY id`, ids);
  }

  async onTheirWay(
    subscriberUid: string,
    agreementId: string,
    madeSince: Date,
    limit: number,
  ): Promise<readonly Payment[]> {
    return this.many(
      `SELECT * FROM payments WHERE agreement_id = ? AND subscriber_uid = ? AND created_at >= ?
        AND status IN (${marks(ON_ITS_WAY)}) ORDER BY id DESC LIMIT ?`,
      [agreementId, subscriberUid, madeSince, ...ON_ITS_WAY, limit],
    );
  }

  async newest(): Promise<Payment | null> {
    return (await this.many('SELECT * FROM payments ORDER BY id DESC LIMIT 1', []))[0] ?? null;
  }

  async mayHaveMoved(afterId: string | null, madeSince: Date, limit: number): Promise<readonly Payment[]> {
    return this.many(
      `SELECT * FROM payments WHERE id > ? AND (status IN ('created', 'awaiting_payer', 'authorized')
        OR (status <> 'refunded' AND created_at >= ?)) ORDER BY id LIMIT ?`,
      [afterId ?? '', madeSince, limit],
    );
  }

  async lock(by: { readonly id: string } | { readonly orderId: string }): Promise<Payment | null> {
    if ('id' in by) return this.one('SELECT * FROM payments WHERE id = ? FOR UPDATE', by.id);
    if (!COMPARABLE.test(by.orderId)) return null;
    return this.one('SELECT * FROM payments WHERE order_id = ? FOR UPDATE', by.orderId);
  }

  async insert(payment: Payment): Promise<void> {
    try {
      await insertRow(this.connection, 'payments', toRow(payment));
    } catch (error) {
      throw isDuplicateEntry(error) ? new DuplicateRow(`payment ${payment.id}`) : error;
    }
  }

  async update(payment: Payment): Promise<void> {
    const wasCurrent = await updateVersioned(this.connection, 'payments', toRow(payment));
    if (!wasCurrent) throw new StaleRow(`payment ${payment.id}`);
  }

  async dueForAsking(now: Date, limit: number): Promise<readonly Payment[]> {
    return this.many('SELECT * FROM payments WHERE next_ask_at <= ? ORDER BY next_ask_at LIMIT ?', [
      now,
      limit,
    ]);
  }

  async claimAsk(payment: Payment, nextAskAt: Date): Promise<boolean> {
    const met = await this.connection.write(
      'UPDATE payments SET next_ask_at = ?, ask_attempts = ask_attempts + 1 WHERE id = ? AND next_ask_at = ?',
      [nextAskAt, payment.id, payment.nextAskAt],
    );
    return met === 1;
  }

  async countFlagged(): Promise<number> {
    return this.count('SELECT COUNT(*) AS n FROM payments WHERE flag IS NOT NULL');
  }

  async countOpen(): Promise<number> {
    return this.count(
      "SELECT COUNT(*) AS n FROM payments WHERE status IN ('created', 'awaiting_payer', 'authorized')",
    );
  }

  private async one(text: string, value: string): Promise<Payment | null> {
    return (await this.many(text, [value]))[0] ?? null;
  }

  private async many(text: string, values: readonly (string | number | Date)[]): Promise<Payment[]> {
    return (await this.connection.rows<PaymentRow>(text, values)).map(toPayment);
  }

  private async count(text: string): Promise<number> {
    const [row] = await this.connection.rows<{ n: string | number }>(text);
    return integerOf(row?.n ?? 0);
  }
}
