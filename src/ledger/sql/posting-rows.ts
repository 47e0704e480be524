import { kopecks } from '../../shared/money';
import { StaleRow, type LeaseRequest, type PostingRows, type UnpostedMoney } from '../ledger-store.port';
import type { LeasedPosting, Posting, PostingKind, PostingState } from '../posting';
import { insertRow, integerOf, marks, updateVersioned, type Connection } from './connection';

export interface PostingRow {
  id: string;
  payment_id: string;
  kind: PostingKind;
  sequence: number;
  receipt: string;
  agreement_id: string;
  amount_kopecks: string | number;
  state: PostingState;
  must_ask: number;
  attempts: number;
  next_attempt_at: Date;
  lease_owner: string | null;
  lease_until: Date | null;
  version: number;
  poster_id: string | null;
  record_id: string | null;
  parked_reason: string | null;
  last_error: string | null;
  due_since: Date;
  created_at: Date;
  posted_at: Date | null;
  read_back_at: Date | null;
  read_back_finding: string | null;
}

export function toPosting(row: PostingRow): Posting {
  return {
    id: row.id,
    paymentId: row.payment_id,
    kind: row.kind,
    sequence: row.sequence,
    receipt: row.receipt,
    agreementId: row.agreement_id,
    amountKopecks: kopecks(integerOf(row.amount_kopecks)),
    state: row.state,
    mustAsk: row.must_ask === 1,
    attempts: row.attempts,
    nextAttemptAt: row.next_attempt_at,
    leaseOwner: row.lease_owner,
    leaseUntil: row.lease_until,
    version: row.version,
    posterId: row.poster_id,
    recordId: row.record_id,
    parkedReason: row.parked_reason,
    lastError: row.last_error,
    dueSince: row.due_since,
    createdAt: row.created_at,
    postedAt: row.posted_at,
    readBackAt: row.read_back_at,
    readBackFinding: row.read_back_finding,
  };
}

/** All columns but those of the reader of billing, which are its own to write. */
function toRow(
  posting: Posting,
): Omit<PostingRow, 'read_back_at' | 'read_back_finding'> & Record<string, string | number | Date | null> {
  return {
    id: posting.id,
    payment_id: posting.paymentId,
    kind: posting.kind,
    sequence: posting.sequence,
    receipt: posting.receipt,
    agreement_id: posting.agreementId,
    amount_kopecks: posting.amountKopecks,
    state: posting.state,
    must_ask: posting.mustAsk ? 1 : 0,
    attempts: posting.attempts,
    next_attempt_at: posting.nextAttemptAt,
    lease_owner: posting.leaseOwner,
    lease_until: posting.leaseUntil,
    version: posting.version,
    poster_id: posting.posterId,
    record_id: posting.recordId,
    parked_reason: posting.parkedReason?.slice(0, 128) ?? null,
    last_error: posting.lastError?.slice(0, 255) ?? null,
    due_since: posting.dueSince,
    created_at: posting.createdAt,
    posted_at: posting.postedAt,
  };
}

const LEASABLE = `SELECT * FROM postings p
  WHERE ((p.state = 'due' AND p.next_attempt_at <= ?) OR (p.state = 'in_progress' AND p.lease_until <= ?))
    AND NOT EXISTS (SELECT 1 FROM postings e WHERE e.payment_id = p.payment_id AND e.sequence < p.sequence
      AND e.state NOT IN ('posted', 'voided'))
    AND NOT EXISTS (SELECT 1 FROM quarantines WHERE ended_at IS NULL)
  ORDER BY p.next_attempt_at, p.id LIMIT ?`;

const SPARE_CANDIDATES = 16;

export class SqlPostingRows implements PostingRows {
  constructor(private readonly connection: Connection) {}

  async find(id: string): Promise<Posting | null> {
    return (await this.many('SELECT * FROM postings WHERE id = ?', [id]))[0] ?? null;
  }

  async lock(id: string): Promise<Posting | null> {
    return (await this.many('SELECT * FROM postings WHERE id = ? FOR UPDATE', [id]))[0] ?? null;
  }

  async lockOfPayment(paymentId: string): Promise<readonly Posting[]> {
    return this.many('SELECT * FROM postings WHERE payment_id = ? ORDER BY sequence FOR UPDATE', [paymentId]);
  }

  async ofPayment(paymentId: string): Promise<readonly Posting[]> {
    return this.many('SELECT * FROM postings WHERE payment_id = ? ORDER BY sequence', [paymentId]);
  }

  async insert(posting: Posting): Promise<void> {
    await insertRow(this.connection, 'postings', {
      ...toRow(posting),
      read_back_at: posting.readBackAt,
      read_back_finding: posting.readBackFinding,
    });
  }

  async update(posting: Posting): Promise<void> {
    const wasCurrent = await updateVersioned(this.connection, 'postings', toRow(posting));
    if (!wasCurrent) throw new StaleRow(`posting ${posting.id}`);
  }

  async doubtUnsettled(now: Date, notBefore: Date): Promise<number> {
    return this.connection.write(
      `UPDATE postings SET must_ask = 1, version = version + 1,
        next_attempt_at = CASE WHEN state = 'due' THEN GREATEST(next_attempt_at, ?) ELSE next_attempt_at END,
        due_since = CASE WHEN state = 'due' THEN ? ELSE due_since END,
        attempts = CASE WHEN state = 'due' THEN 0 ELSE attempts END
        WHERE state IN ('due', 'parked')`,
      [notBefore, now],
    );
  }

  async findByReceipts(receipts: readonly string[]): Promise<readonly Posting[]> {
    if (receipts.length === 0) return [];
    return this.many(`SELECT * FROM postings WHERE receipt IN (${marks(receipts)})`, receipts);
  }

  async postedCredits(afterId: string | null, postedSince: Date, limit: number): Promise<readonly Posting[]> {
    return this.many(
      `SELECT * FROM postings WHERE id > ? AND kind = 'credit' AND state = 'posted' AND posted_at >= ?
        ORDER BY id LIMIT ?`,
      [afterId ?? '', postedSince, limit],
    );
  }

  /**
   * Candidates are read without a lock and taken by a conditional UPDATE: that holds across replicas and across the nodes
   * of a cluster, where SKIP LOCKED and GET_LOCK are known to each node alone. Others reach for the same first rows, so
   * more are looked at than are wanted. A quarantine that begins in between, or a ledger that was set back to before the
   * worker's last sign of life, is met by the UPDATE itself.
   */
  async lease({ owner, until, now, beat }: LeaseRequest, limit: number): Promise<readonly LeasedPosting[]> {
    const leased: LeasedPosting[] = [];
    for (const candidate of await this.many(LEASABLE, [now, now, limit + SPARE_CANDIDATES])) {
      if (leased.length === limit) break;
      const met = await this.connection.write(
        `UPDATE postings SET state = 'in_progress', must_ask = 1, attempts = attempts + 1, lease_owner = ?, lease_until = ?,
          version = version + 1 WHERE id = ? AND version = ?
          AND NOT EXISTS (SELECT 1 FROM quarantines WHERE ended_at IS NULL)
          AND (? IS NULL OR EXISTS (SELECT 1 FROM service_state WHERE name = ? AND at >= ?))`,
        [
          owner,
          until,
          candidate.id,
          candidate.version,
          beat?.name ?? null,
          beat?.name ?? null,
          beat?.at ?? null,
        ],
      );
      if (met !== 1) continue;
      const posting: Posting = {
        ...candidate,
        state: 'in_progress',
        mustAsk: true,
        attempts: candidate.attempts + 1,
        leaseOwner: owner,
        leaseUntil: until,
        version: candidate.version + 1,
      };
      leased.push({ posting, askFirst: candidate.mustAsk });
    }
    return leased;
  }

  async parked(afterId: string | null, limit: number): Promise<readonly Posting[]> {
    return this.many("SELECT * FROM postings WHERE state = 'parked' AND id > ? ORDER BY id LIMIT ?", [
      afterId ?? '',
      limit,
    ]);
  }

  async countParked(): Promise<number> {
    const [row] = await this.connection.rows<{ n: string | number }>(
      "SELECT COUNT(*) AS n FROM postings WHERE state = 'parked'",
    );
    return integerOf(row?.n ?? 0);
  }

  async unpostedMoney(): Promise<UnpostedMoney> {
    const [row] = await this.connection.rows<{ total: string | number | null; oldest: Date | null }>(
      `SELECT SUM(p.amount_kopecks) AS total, MIN(p.created_at) AS oldest FROM postings p
        WHERE p.kind = 'credit' AND p.state IN ('due', 'in_progress', 'parked')
          AND NOT EXISTS (SELECT 1 FROM postings n WHERE n.payment_id = p.payment_id AND n.kind = 'credit'
            AND n.sequence > p.sequence)`,
    );
    return { kopecks: kopecks(integerOf(row?.total ?? 0)), oldestSince: row?.oldest ?? null };
  }

  private async many(text: string, values: readonly (string | number | Date)[]): Promise<Posting[]> {
    return (await this.connection.rows<PostingRow>(text, values)).map(toPosting);
  }
}
