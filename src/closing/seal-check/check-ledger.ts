import { marks } from '../../database/rows';
import type { Connection } from '../../database/connection';
import type { SqlUnits } from '../../database/sql-units';
import type { BusinessDay } from '../../shared/business-days';
import type { SealLink } from '../seal-link';
import type { FrozenRow } from './check-rows';
import { differencesOf, isTold, type Told } from './differences';
import { ledgerFactsOf } from './ledger-facts';
import { fault, type Tell } from './seal-fault';

interface EventRow {
  payment_id: string;
  at: Date;
  type: string;
  from_status: string | null;
  to_status: string | null;
}

const CHUNK = 500;

/** Clocks of replicas may differ by this, and a change may have been on its way while the day was closed. */
const LEEWAY_MS = 60_000;

const NOT_FROZEN = `SELECT p.id, p.order_id FROM payments p
  WHERE p.accounted_at >= ? AND p.accounted_at < ? AND p.id > ?
    AND NOT EXISTS (SELECT 1 FROM closed_rows c
      WHERE c.payment_id = p.id AND c.seal_sequence = ? AND c.kind = 'payment')
  ORDER BY p.id LIMIT ?`;

/** Holds the ledger against the payments frozen under a link that is in force. */
export class LedgerCheck {
  constructor(
    private readonly units: SqlUnits,
    private readonly link: SealLink,
    private readonly tell: Tell,
  ) {}

  /** What the ledger says of payments that were frozen. */
  async compare(rows: readonly FrozenRow[]): Promise<void> {
    const frozen = rows.filter(({ kind }) => kind === 'payment').flatMap(read);
    if (frozen.length === 0) return;
    const ids = frozen.map(({ paymentId }) => paymentId);
    const live = await this.units.alone((connection) => ledgerFactsOf(connection, ids));
    const differing = frozen.flatMap((row) => {
      const differences = differencesOf(row.facts, live.get(row.paymentId)?.facts ?? {});
      return differences.length > 0 ? [{ ...row, differences, isGone: !live.has(row.paymentId) }] : [];
    });
    if (differing.length === 0) return;
    // After the payments, so that what has changed them is there.
    const histories = await this.historiesOf(differing.map(({ paymentId }) => paymentId));
    for (const { rowNo, paymentId, facts, differences, isGone } of differing) {
      const orderId = typeof facts['orderId'] === 'string' ? facts['orderId'] : null;
      const where = { day: this.link.day, sequence: this.link.sequence, rowNo, paymentId, orderId };
      if (isGone) {
        this.tell(fault('payment_missing', where));
        continue;
      }
      for (const difference of differences) {
        const { field, sealed, found, mayBeExplained } = difference;
        const facts = { ...where, field, sealed, found };
        if (!mayBeExplained) this.tell(fault('payment_altered', facts));
        else if (!isTold(difference, histories.get(paymentId) ?? [], this.since))
          this.tell(fault('payment_unexplained', facts));
      }
    }
  }

  /** Payments that the ledger has in the day, and the seal has not. */
  async findNotFrozen({ from, to }: BusinessDay): Promise<void> {
    const { day, sequence } = this.link;
    for (let after = ''; ;) {
      const place = after;
      const rows = await this.units.alone((connection) =>
        connection.rows<{ id: string; order_id: string }>(NOT_FROZEN, [from, to, place, sequence, CHUNK]),
      );
      for (const { id, order_id: orderId } of rows) {
        this.tell(fault('payment_not_frozen', { day, sequence, paymentId: id, orderId }));
      }
      after = rows.at(-1)?.id ?? after;
      if (rows.length < CHUNK) return;
    }
  }

  private get since(): Date {
    return new Date(this.link.sealedAt.getTime() - LEEWAY_MS);
  }

  private async historiesOf(ids: readonly string[]): Promise<ReadonlyMap<string, readonly Told[]>> {
    const rows = await this.units.alone((connection: Connection) =>
      connection.rows<EventRow>(
        `SELECT payment_id, at, type, from_status, to_status FROM payment_events
          WHERE payment_id IN (${marks(ids)}) ORDER BY payment_id, sequence, id`,
        ids,
      ),
    );
    const histories = new Map<string, Told[]>();
    for (const { payment_id: id, at, type, from_status: from, to_status: to } of rows) {
      histories.set(id, [...(histories.get(id) ?? []), { at, type, from, to }]);
    }
    return histories;
  }
}

interface Frozen {
  readonly rowNo: number;
  readonly paymentId: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** A content that cannot be read was altered, which its hash tells. */
function read({ rowNo, content }: FrozenRow): Frozen[] {
  try {
    const facts = JSON.parse(content) as Readonly<Record<string, unknown>>;
    const { paymentId } = facts;
    return typeof paymentId === 'string' ? [{ rowNo, paymentId, facts }] : [];
  } catch {
    return [];
  }
}
