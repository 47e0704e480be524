import { randomUUID } from 'node:crypto';
import { parts, type BillingNumbers } from './load-upstreams';
import type { BankStory, LedgerStory, PostingStory, ToldStory } from './story';

type Value = string | number | Date | null;
type Row = Readonly<Record<string, Value>>;

/** Runs a statement. */
export type Execute = (sql: string, values: readonly unknown[]) => Promise<unknown>;

const AT_ONCE = 1_000;
const DAY_MS = 86_400_000;
const OUR_MANAGER = '42';

/** Fills the ledger's tables with what it believes, as the service itself would have written it. */
export async function loadLedger(
  execute: Execute,
  stories: readonly ToldStory[],
  billing: BillingNumbers,
  now: Date,
): Promise<void> {
  const payments = stories.flatMap(({ ledger }) => ledger);
  const banks = new Map(stories.flatMap(({ bank }) => bank).map((one) => [one.bankPaymentId, one]));
  const told = stories.flatMap(({ bank }) => bank).filter(({ toldAt }) => toldAt !== null);
  const insert = async (table: string, rows: readonly Row[]): Promise<void> => {
    for (const some of parts(rows, AT_ONCE)) await insertRows(execute, table, some);
  };
  await insert(
    'payments',
    payments.map((payment) => paymentRow(payment, banks.get(payment.bankPaymentId), billing)),
  );
  await insert(
    'postings',
    payments.flatMap((one) => one.postings.map((of) => postingRow(one, of, billing, now))),
  );
  await insert('payment_events', payments.flatMap(returnRows));
  await insert('notifications', told.map(notificationRow));
}

function paymentRow(payment: LedgerStory, bank: BankStory | undefined, billing: BillingNumbers): Row {
  const { agrmid, uid, number } = billing.agreement(payment.agreement);
  const { createdAt, confirmedAt, refundedAt } = payment;
  return {
    id: payment.paymentId,
    order_id: payment.orderId,
    subscriber_uid: String(uid),
    agreement_id: String(agrmid),
    agreement_number: number,
    amount_kopecks: payment.kopecks,
    method: 'card',
    terminal: payment.terminal,
    acquirer_payment_id: payment.bankPaymentId,
    status: payment.status,
    version: 1,
    flag: payment.flag,
    last_bank_status: bank?.status ?? null,
    expires_at: new Date(createdAt.getTime() + DAY_MS),
    next_ask_at: null,
    ask_attempts: 0,
    created_at: createdAt,
    updated_at: refundedAt ?? confirmedAt ?? createdAt,
    confirmed_at: confirmedAt,
    posted_at: payment.postings.find(({ kind }) => kind === 'credit')?.postedAt ?? null,
  };
}

/** What is under way waits for a day: billing was away, say. */
function postingRow(payment: LedgerStory, posting: PostingStory, billing: BillingNumbers, now: Date): Row {
  const { state, since, postedAt, recordKey } = posting;
  const isPosted = state === 'posted';
  return {
    id: randomUUID(),
    payment_id: payment.paymentId,
    kind: posting.kind,
    sequence: posting.sequence,
    receipt: posting.receipt,
    agreement_id: String(billing.agreement(posting.agreement).agrmid),
    amount_kopecks: posting.kopecks,
    state,
    must_ask: 0,
    attempts: 1,
    next_attempt_at: new Date(now.getTime() + DAY_MS),
    version: 1,
    poster_id: isPosted ? OUR_MANAGER : null,
    record_id: isPosted ? recordIdOf(posting, billing) : null,
    parked_reason: state === 'parked' ? 'period_locked' : null,
    due_since: since,
    created_at: since,
    posted_at: postedAt,
    read_back_at: isPosted && recordKey !== null ? postedAt : null,
  };
}

/** The ledger remembers the id of a record that billing has lost. */
function recordIdOf({ recordKey }: PostingStory, billing: BillingNumbers): string | null {
  if (recordKey === null) return null;
  try {
    return billing.recordId(recordKey);
  } catch {
    return '1';
  }
}

function returnRows({ paymentId, refundedAt }: LedgerStory): Row[] {
  if (refundedAt === null) return [];
  return [
    {
      id: randomUUID(),
      payment_id: paymentId,
      at: refundedAt,
      type: 'moved',
      actor: 'bank:poll',
      from_status: 'posted',
      to_status: 'refunded',
      evidence: '{}',
      sequence: 1,
    },
  ];
}

function notificationRow({ orderId, bankPaymentId, toldAt }: BankStory): Row {
  return {
    id: randomUUID(),
    received_at: toldAt,
    content_hash: bankPaymentId.padStart(64, '0'),
    is_repeat: 0,
    outcome: 'unknown_order',
    reason: 'unknown_order',
    order_id: orderId,
    body: '{}',
    processed_at: toldAt,
  };
}

async function insertRows(execute: Execute, table: string, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const place = `(${columns.map(() => '?').join(', ')})`;
  await execute(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${rows.map(() => place).join(', ')}`,
    rows.flatMap((row) => columns.map((column) => row[column] ?? null)),
  );
}
