import { integerOf } from '../../database/rows';
import type { SqlUnits } from '../../database/sql-units';
import type { BusinessDays } from '../../shared/business-days';
import type { SealLink } from '../seal-link';
import { ChainCheck, linksOf } from './check-chain';
import { LedgerCheck } from './check-ledger';
import { frozenRows, RowsCheck } from './check-rows';
import { fault, type Tell } from './seal-fault';

export interface SealCheckOptions {
  /** A hash that was kept outside of the database: some link must have it. */
  readonly expectedHash: string | null;
  /** The rows of these days alone, both included; of all when null. The chain is always followed to its end. */
  readonly days: { readonly firstDay: string; readonly lastDay: string } | null;
}

export interface SealCheckSummary {
  readonly links: number;
  readonly rows: number;
  readonly faults: number;
  /** Of the last link; null where nothing was ever closed. To be kept outside of the database. */
  readonly lastHash: string | null;
  readonly lastSequence: number | null;
}

/** Reckons every hash anew, and holds the ledger against what was frozen. Reads as a stream and changes nothing. */
export class SealCheck {
  constructor(
    private readonly units: SqlUnits,
    private readonly days: BusinessDays,
  ) {}

  /** @param told hears each fault as it is found */
  async run({ expectedHash, days }: SealCheckOptions, told: Tell): Promise<SealCheckSummary> {
    let faults = 0;
    const tell: Tell = (found) => {
      faults += 1;
      told(found);
    };
    const inForce = await this.sequencesInForce();
    const chain = new ChainCheck(tell);
    let last: SealLink | null = null;
    let [links, rows, isExpectedThere] = [0, 0, false];
    for await (const link of linksOf(this.units)) {
      chain.take(link);
      isExpectedThere ||= link.hash === expectedHash;
      last = link;
      links += 1;
      if (days && (link.day < days.firstDay || link.day > days.lastDay)) continue;
      rows += await this.checkRows(link, inForce.has(link.sequence), tell);
    }
    if (expectedHash !== null && !isExpectedThere) {
      tell(fault('expected_hash_absent', { sealed: expectedHash, found: last?.hash ?? null }));
    }
    await this.findRowsWithoutLink(tell);
    return { links, rows, faults, lastHash: last?.hash ?? null, lastSequence: last?.sequence ?? null };
  }

  /** How many rows there are under the link. */
  private async checkRows(link: SealLink, isInForce: boolean, tell: Tell): Promise<number> {
    const check = new RowsCheck(link, tell);
    const ledger = isInForce ? new LedgerCheck(this.units, link, tell) : null;
    let count = 0;
    for await (const rows of frozenRows(this.units, link.sequence)) {
      for (const row of rows) check.take(row);
      await ledger?.compare(rows);
      count += rows.length;
    }
    check.end();
    await ledger?.findNotFrozen(this.days.named(link.day));
    return count;
  }

  /** Few beside the rows: one for each closed day. */
  private async sequencesInForce(): Promise<ReadonlySet<number>> {
    const rows = await this.units.alone((connection) =>
      connection.rows<{ sequence: number | string }>(
        `SELECT sequence FROM day_seals WHERE kind = 'close'
          AND sequence IN (SELECT MAX(sequence) FROM day_seals GROUP BY day)`,
      ),
    );
    return new Set(rows.map(({ sequence }) => integerOf(sequence)));
  }

  private async findRowsWithoutLink(tell: Tell): Promise<void> {
    const rows = await this.units.alone((connection) =>
      connection.rows<{ seal_sequence: number | string }>(
        `SELECT DISTINCT seal_sequence FROM closed_rows
          WHERE seal_sequence NOT IN (SELECT sequence FROM day_seals) ORDER BY seal_sequence`,
      ),
    );
    for (const { seal_sequence: sequence } of rows) {
      tell(fault('rows_without_link', { sequence: integerOf(sequence) }));
    }
  }
}
