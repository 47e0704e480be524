import type { Connection } from '../database/connection';
import { integerOf, marks } from '../database/rows';
import type { BankState, BankStatus } from '../ledger/bank-status';
import { kopecks } from '../shared/money';
import type { BankFact } from './compare/facts';
import { wordOfState } from './compare/word-of-state';
import type { Run } from './run';

/** What the bank said of one payment of an order when it was asked in a run. */
export interface Sighting {
  readonly orderId: string;
  /** Null where the bank did not answer. */
  readonly status: Pick<BankStatus, 'acquirerPaymentId' | 'state' | 'rawStatus' | 'amountKopecks'> | null;
  /** When the bank told of an order that the ledger does not know. */
  readonly paidAt: Date | null;
  readonly seenAt: Date;
}

interface Row {
  order_id: string;
  acquirer_payment_id: string;
  state: BankState | typeof UNANSWERED;
  raw_status: string;
  amount_kopecks: string | number | null;
  paid_at: Date | null;
}

const UNANSWERED = 'unanswered';
const CHUNK = 1_000;

const INSERT = `INSERT INTO bank_sightings (reconciliation_id, order_id, acquirer_payment_id, state, raw_status, amount_kopecks,
  paid_at, seen_at) VALUES `;
const AGAIN = ` ON DUPLICATE KEY UPDATE state = VALUES(state), raw_status = VALUES(raw_status),
  amount_kopecks = VALUES(amount_kopecks), seen_at = VALUES(seen_at)`;

/** What the bank said, by run. A later word about the same takes the place of the earlier. */
export class Sightings {
  constructor(private readonly connection: Connection) {}

  async keep(runId: string, sightings: readonly Sighting[]): Promise<void> {
    const answered = sightings.filter(({ status }) => status !== null).map(({ orderId }) => orderId);
    if (answered.length > 0) {
      await this.connection.write(
        `DELETE FROM bank_sightings WHERE reconciliation_id = ? AND acquirer_payment_id = ''
          AND order_id IN (${marks(answered)})`,
        [runId, ...answered],
      );
    }
    if (sightings.length === 0) return;
    const values = sightings.flatMap(({ orderId, status, paidAt, seenAt }) => [
      runId,
      orderId,
      status?.acquirerPaymentId ?? '',
      status?.state ?? UNANSWERED,
      status?.rawStatus.slice(0, 64) ?? '',
      status?.amountKopecks ?? null,
      paidAt,
      seenAt,
    ]);
    const places = sightings.map(() => '(?, ?, ?, ?, ?, ?, ?, ?)').join(', ');
    await this.connection.write(INSERT + places + AGAIN, values);
  }

  async factsOf(runId: string, terminal: string): Promise<readonly BankFact[]> {
    const facts: BankFact[] = [];
    for (let after: Row | null = null; ;) {
      const place: [string, string] = after ? [after.order_id, after.acquirer_payment_id] : ['', ''];
      const rows: Row[] = await this.connection.rows<Row>(
        `SELECT * FROM bank_sightings WHERE reconciliation_id = ? AND order_id >= ?
          AND (order_id > ? OR acquirer_payment_id > ?) ORDER BY order_id, acquirer_payment_id LIMIT ?`,
        [runId, place[0], ...place, CHUNK],
      );
      facts.push(...rows.map((row) => toFact(row, terminal)));
      after = rows.at(-1) ?? null;
      if (rows.length < CHUNK) return facts;
    }
  }

  /** Forgets some of what an earlier run of the same day and terminal was told; a later run has asked anew. */
  async forgetBefore({ id, day, terminal }: Run, limit: number): Promise<number> {
    const { rows } = await this.connection.write(
      `DELETE FROM bank_sightings WHERE reconciliation_id IN
        (SELECT id FROM reconciliations WHERE day = ? AND terminal = ? AND id < ? AND state <> 'running') LIMIT ?`,
      [day, terminal, id, limit],
    );
    return rows;
  }
}

/** The sum in a state is what is held or was taken; after a return it does not say which, so it says nothing then. */
function toFact(row: Row, terminal: string): BankFact {
  const isTaken = row.state === 'confirmed';
  const paid = isTaken && row.amount_kopecks !== null ? kopecks(integerOf(row.amount_kopecks)) : null;
  return {
    origin: 'state',
    terminal,
    orderId: row.order_id,
    acquirerPaymentId: row.acquirer_payment_id === '' ? null : row.acquirer_payment_id,
    word: row.state === UNANSWERED ? 'unsettled' : wordOfState(row.state),
    rawStatus: row.raw_status,
    paidKopecks: paid,
    returnedKopecks: isTaken ? kopecks(0) : null,
    paidAt: row.paid_at,
    returnedAt: null,
    line: null,
  };
}
