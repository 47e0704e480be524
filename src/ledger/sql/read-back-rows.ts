import type { SqlValue } from '../../database/sql';
import type { Posting, PostingState } from '../posting';
import type { CreditToRead, ReadBackRows, ReadBackState } from '../read-back-rows.port';
import type { PaymentStatus } from '../transitions';
import { integerOf, type Connection } from './connection';
import { toPosting, type PostingRow } from './posting-rows';

interface CreditRow extends PostingRow {
  paid_at: Date;
  payment_status: PaymentStatus;
  reversal_state: PostingState | null;
}

const PAID_AT = 'COALESCE(o.confirmed_at, p.created_at)';

const CREDITS = `SELECT p.*, ${PAID_AT} AS paid_at, o.status AS payment_status, r.state AS reversal_state
  FROM postings p JOIN payments o ON o.id = p.payment_id
  LEFT JOIN postings r ON r.payment_id = p.payment_id AND r.kind = 'reversal' AND r.sequence = p.sequence + 1
  WHERE p.kind = 'credit'`;

function toCredit(row: CreditRow): CreditToRead {
  return {
    posting: toPosting(row),
    paidAt: row.paid_at,
    reversalState: row.reversal_state,
    isPartlyRefunded: row.payment_status === 'partially_refunded',
  };
}

export class SqlReadBackRows implements ReadBackRows {
  constructor(private readonly connection: Connection) {}

  async creditsWritten(
    { from, to }: { readonly from: Date; readonly to: Date },
    afterId: string | null,
    limit: number,
  ): Promise<readonly CreditToRead[]> {
    return this.credits(
      'AND p.sequence = 1 AND p.created_at >= ? AND p.created_at < ? AND p.id > ? ORDER BY p.id LIMIT ?',
      [from, to, afterId ?? '', limit],
    );
  }

  async creditsMoved(
    { from, to }: { readonly from: Date; readonly to: Date },
    afterId: string | null,
    limit: number,
  ): Promise<readonly CreditToRead[]> {
    return this.credits(
      'AND p.sequence > 1 AND o.accounted_at >= ? AND o.accounted_at < ? AND p.id > ? ORDER BY p.id LIMIT ?',
      [from, to, afterId ?? '', limit],
    );
  }

  /** The column is ASCII and cannot be compared with other letters, which no receipt of ours has. */
  async creditsOf(receipts: readonly string[]): Promise<readonly CreditToRead[]> {
    const possible = receipts.filter((receipt) => /^[\x20-\x7e]+$/.test(receipt));
    if (possible.length === 0) return [];
    return this.credits(`AND p.receipt IN (${possible.map(() => '?').join(', ')})`, possible);
  }

  /** Two questions, so that each goes by an index of its own. */
  async datesToRead(terms: {
    readonly paidBefore: Date;
    readonly postedSince: Date;
  }): Promise<readonly Date[]> {
    const dates = `SELECT ${PAID_AT} AS at FROM postings p JOIN payments o ON o.id = p.payment_id
      WHERE p.kind = 'credit' AND ${PAID_AT} < ?`;
    const rows = await this.connection.rows<{ at: Date }>(
      `${dates} AND p.read_back_finding IS NOT NULL
       UNION ${dates} AND p.state = 'posted' AND p.read_back_at IS NULL AND p.posted_at >= ?`,
      [terms.paidBefore, terms.paidBefore, terms.postedSince],
    );
    return rows.map(({ at }) => at);
  }

  async keep(posting: Posting, found: ReadBackState): Promise<boolean> {
    const met = await this.connection.write(
      'UPDATE postings SET read_back_at = ?, read_back_finding = ? WHERE id = ? AND state = ?',
      [found.readBackAt, found.readBackFinding, posting.id, posting.state],
    );
    return met === 1;
  }

  async withFinding(
    afterId: string | null,
    limit: number,
    state: PostingState | null = null,
  ): Promise<readonly Posting[]> {
    const rows = await this.connection.rows<PostingRow>(
      `SELECT * FROM postings WHERE read_back_finding IS NOT NULL AND id > ?
        ${state === null ? '' : 'AND state = ?'} ORDER BY id LIMIT ?`,
      [afterId ?? '', ...(state === null ? [] : [state]), limit],
    );
    return rows.map(toPosting);
  }

  async countFindings(): Promise<number> {
    const [row] = await this.connection.rows<{ n: string | number }>(
      'SELECT COUNT(*) AS n FROM postings WHERE read_back_finding IS NOT NULL',
    );
    return integerOf(row?.n ?? 0);
  }

  async oldestUnread(postedSince: Date): Promise<Date | null> {
    const [row] = await this.connection.rows<{ oldest: Date | null }>(
      `SELECT MIN(posted_at) AS oldest FROM postings
        WHERE kind = 'credit' AND state = 'posted' AND read_back_at IS NULL AND posted_at >= ?`,
      [postedSince],
    );
    return row?.oldest ?? null;
  }

  private async credits(where: string, values: readonly SqlValue[]): Promise<readonly CreditToRead[]> {
    return (await this.connection.rows<CreditRow>(`${CREDITS} ${where}`, values)).map(toCredit);
  }
}
