import type { World } from '../../support/world';
import { changedRows, moneyRows } from './money-rows';

interface Row {
  readonly id: string;
  readonly status: string;
  readonly [column: string]: unknown;
}

/** What the answers of a batch allow to have changed. */
export interface Allowed {
  /** Ids of payments that were made. */
  readonly made: Set<string>;
  /** Ids of payments that were cancelled. */
  readonly cancelled: Set<string>;
  /** Requests of which nobody knows what became. */
  unknown: number;
}

export const nothingAllowed = (): Allowed => ({ made: new Set(), cancelled: new Set(), unknown: 0 });

/** Holds the tables against what the answers said. */
export class RestLedger {
  private rows: readonly Row[] = [];
  private rest: Readonly<Record<string, string>> = {};
  private keys = 0;

  constructor(private readonly world: World) {}

  async complaints(allowed: Allowed): Promise<string[]> {
    const { payments, keys, events: _events, ...rest } = await moneyRows(this.world);
    const rows = JSON.parse(payments ?? '[]') as Row[];
    const count = (JSON.parse(keys ?? '[]') as unknown[]).length;
    const complaints = [
      ...changedRows(this.rest, rest),
      ...this.madeOtherwise(rows, allowed),
      ...this.changedOtherwise(rows, allowed),
    ];
    const added = count - this.keys;
    if (added < allowed.made.size || added > allowed.made.size + allowed.unknown) {
      complaints.push(`${added} idempotency keys were kept for ${allowed.made.size} payments`);
    }
    this.rows = rows;
    this.rest = rest;
    this.keys = count;
    return complaints;
  }

  private madeOtherwise(rows: readonly Row[], { made, unknown }: Allowed): string[] {
    const before = new Set(this.rows.map(({ id }) => id));
    const added = rows.filter(({ id }) => !before.has(id));
    const foreign = added.filter(({ id }) => !made.has(id));
    return foreign.length <= unknown ? [] : [`payments that no answer names: ${JSON.stringify(foreign)}`];
  }

  private changedOtherwise(rows: readonly Row[], { cancelled, unknown }: Allowed): string[] {
    const now = new Map(rows.map((row) => [row.id, row]));
    const changed = this.rows.filter((row) => {
      const row2 = now.get(row.id);
      const isCancelling =
        row.status === 'awaiting_payer' && row2?.status === 'cancelled' && cancelled.has(row.id);
      return JSON.stringify(isCancelling ? { ...row2, status: row.status } : row2) !== JSON.stringify(row);
    });
    return changed.length <= unknown ? [] : [`payments have changed: ${JSON.stringify(changed)}`];
  }
}
