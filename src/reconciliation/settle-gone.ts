import type { Discrepancy } from '../books/discrepancy';
import type { Connection } from '../database/connection';
import { marks } from '../database/rows';
import type { Clock } from '../shared/clock';
import type { DayFacts } from './compare/facts';
import { DiscrepancyEvents } from './discrepancy-events';
import { DiscrepancyWrites } from './discrepancy-writes';
import { ACTOR } from './keep-findings';
import { OnItsWay } from './on-its-way';
import type { Run } from './run';
import type { RunHold } from './run-hold';

const BATCH = 100;

/** What registries showed may not be seen without them. */
const BY_REGISTRIES: readonly string[] = [
  'not_in_registry',
  'unknown_order',
  'refund_not_reversed',
  'reversed_not_refunded',
  'amount_differs',
  'other_day',
];

/** Calls healed what was not found any more, as far as this run could have found it. */
export class SettleGone {
  constructor(private readonly clock: Clock) {}

  /** @throws LetGo */
  async execute(hold: RunHold, facts: DayFacts, found: ReadonlySet<string>): Promise<void> {
    const unsettled = ordersWithoutWord(facts);
    const onItsWay = new OnItsWay(facts);
    for (let afterId: string | null = ''; afterId !== null;) {
      await hold.goOn();
      const after: string = afterId;
      const { counts } = hold.run;
      let settled = 0;
      const last = await hold.keep({}, async (connection) => {
        const rows = await new DiscrepancyWrites(connection).lockUnsettled(hold.run, after, BATCH);
        const candidates = rows.filter(
          (row) =>
            !found.has(row.identity) &&
            !unsettled.has(row.orderId ?? '') &&
            !onItsWay.has(row) &&
            (facts.tellsStrangers || row.class !== 'not_ours_in_billing'),
        );
        const visible = await this.visible(connection, hold.run, candidates);
        for (const row of visible) await this.heal(connection, hold.run, row);
        settled = visible.length;
        return rows.length === BATCH ? (rows.at(-1)?.id ?? null) : null;
      });
      if (settled > 0) await hold.keep({ counts: { ...counts, healed: counts.healed + settled } });
      afterId = last ?? null;
    }
  }

  private async visible(
    connection: Connection,
    run: Run,
    rows: readonly Discrepancy[],
  ): Promise<readonly Discrepancy[]> {
    const bound = rows.filter((row) => BY_REGISTRIES.includes(row.class));
    if (run.withRegistries || bound.length === 0) return rows;
    const ids = [...new Set(bound.map(({ lastRunId }) => lastRunId))];
    const runs = await connection.rows<{ id: string }>(
      `SELECT id FROM reconciliations WHERE with_registries = 1 AND id IN (${marks(ids)})`,
      ids,
    );
    const saw = new Set(runs.map(({ id }) => id));
    return rows.filter((row) => !BY_REGISTRIES.includes(row.class) || !saw.has(row.lastRunId));
  }

  private async heal(connection: Connection, run: Run, row: Discrepancy): Promise<void> {
    const now = this.clock.now();
    await new DiscrepancyWrites(connection).update({
      ...row,
      state: 'healed',
      settledAt: now,
      settledBy: ACTOR,
    });
    await new DiscrepancyEvents(connection).append(row.id, {
      at: now,
      type: 'healed',
      actor: ACTOR,
      text: null,
      evidence: { reconciliationId: run.id, was: row.state },
    });
  }
}

function ordersWithoutWord({ bank }: DayFacts): ReadonlySet<string> {
  return new Set(
    bank.flatMap(({ word, orderId }) => (word === 'unsettled' && orderId !== null ? [orderId] : [])),
  );
}
