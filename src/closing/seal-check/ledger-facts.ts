import { integerOf, marks } from '../../database/rows';
import type { Connection } from '../../database/connection';

type Fact = string | number | null;

/** What the ledger says of a payment now, by the names of `PaymentLine`; moments in ISO 8601. */
export interface LedgerFacts {
  readonly paymentId: string;
  readonly facts: Readonly<Record<string, Fact>>;
}

interface PaymentRow {
  id: string;
  order_id: string;
  acquirer_payment_id: string | null;
  terminal: string;
  method: string;
  subscriber_uid: string;
  agreement_id: string;
  agreement_number: string;
  amount_kopecks: string;
  status: string;
  created_at: Date;
  confirmed_at: Date | null;
  posted_at: Date | null;
}

interface PostingRow {
  payment_id: string;
  kind: string;
  sequence: number;
  receipt: string;
  state: string;
  record_id: string | null;
}

/** Payments of these ids, with the credit that counts and what undid it. */
export async function ledgerFactsOf(
  connection: Connection,
  ids: readonly string[],
): Promise<ReadonlyMap<string, LedgerFacts>> {
  const payments = await connection.rows<PaymentRow>(
    `SELECT id, order_id, acquirer_payment_id, terminal, method, subscriber_uid, agreement_id, agreement_number,
        amount_kopecks, status, created_at, confirmed_at, posted_at
      FROM payments WHERE id IN (${marks(ids)})`,
    ids,
  );
  const postings = await connection.rows<PostingRow>(
    `SELECT payment_id, kind, sequence, receipt, state, record_id FROM postings
      WHERE payment_id IN (${marks(ids)}) ORDER BY payment_id, sequence`,
    ids,
  );
  const own = new Map<string, PostingRow[]>();
  for (const posting of postings) {
    own.set(posting.payment_id, [...(own.get(posting.payment_id) ?? []), posting]);
  }
  return new Map(payments.map((row) => [row.id, toFacts(row, own.get(row.id) ?? [])]));
}

function toFacts(row: PaymentRow, postings: readonly PostingRow[]): LedgerFacts {
  const credit = postings.findLast(({ kind }) => kind === 'credit');
  const reversal = postings.findLast(
    ({ kind, sequence }) => kind === 'reversal' && credit !== undefined && sequence > credit.sequence,
  );
  return {
    paymentId: row.id,
    facts: {
      orderId: row.order_id,
      subscriberUid: row.subscriber_uid,
      agreementId: row.agreement_id,
      agreementNumber: row.agreement_number,
      amountKopecks: integerOf(row.amount_kopecks),
      terminal: row.terminal,
      channel: row.method,
      createdAt: row.created_at.toISOString(),
      acquirerPaymentId: row.acquirer_payment_id,
      confirmedAt: row.confirmed_at?.toISOString() ?? null,
      status: row.status,
      postedAt: row.posted_at?.toISOString() ?? null,
      receipt: credit?.receipt ?? null,
      postingState: credit?.state ?? null,
      recordId: credit?.record_id ?? null,
      reversalState: reversal?.state ?? null,
      reversalRecordId: reversal?.record_id ?? null,
    },
  };
}
