import type { DayRange } from '../../shared/http/day-range';
import { kopecks } from '../../shared/money';
import { rowOf, type Row } from '../column';
import { isFinal, sealShown, type PeriodDay } from '../period';
import type { Sources } from '../sources';
import { closedLedgerPortions, closedRegistryPortions } from './closed-settlement';
import { liveLedgerPortions, liveRegistryPortions } from './live-settlement';
import { settlementColumns, type SettlementDay, type SettlementItem } from './settlement-columns';
import { SettlementFigures } from './settlement-figures';

const NOTHING = kopecks(0);

export interface SettlementTerms {
  readonly by: SettlementDay;
  readonly range: DayRange;
  /** The business days that it is made of. */
  readonly days: readonly PeriodDay[];
  readonly terminal: string | null;
}

/** One row for each day and terminal of which registries or ledger know anything. */
export async function* settlementRows(
  sources: Sources,
  terms: SettlementTerms,
): AsyncGenerator<readonly Row[]> {
  const { by, days, terminal } = terms;
  const items = new Map<string, SettlementItem>();
  const sealOfAll = isFinal(days) ? 'closed' : 'preliminary';
  const figuresOf = (day: string, at: string, period: PeriodDay): SettlementFigures => {
    const key = `${day} ${at}`;
    const seal = by === 'day' ? sealShown(period) : sealOfAll;
    const known = items.get(key) ?? { day, terminal: at, figures: new SettlementFigures(), seal };
    items.set(key, known);
    return known.figures;
  };
  const isWanted = (portion: { readonly terminal: string }): boolean =>
    terminal === null || portion.terminal === terminal;
  for (const period of days) {
    for await (const portion of registryPortions(sources, period, terms)) {
      const day = by === 'day' ? period.day : portion.transferDay;
      if (isWanted(portion) && day !== null) figuresOf(day, portion.terminal, period).addRegistry(portion);
    }
    if (by === 'transferDay') continue;
    for await (const portion of ledgerPortions(sources, period)) {
      if (!isWanted(portion)) continue;
      figuresOf(period.day, portion.terminal, period).addLedger(portion.payments, portion.amountKopecks);
    }
  }
  // Of a terminal that the ledger has nothing of on a day of its own it says nothing was taken.
  if (by === 'day') for (const { figures } of items.values()) figures.addLedger(0, NOTHING);
  const columns = settlementColumns(by);
  yield [...items].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, item]) => rowOf(columns, item));
}

async function* registryPortions(sources: Sources, period: PeriodDay, { by, range }: SettlementTerms) {
  const transfer = by === 'transferDay' ? range : null;
  if (period.seal) yield* closedRegistryPortions(sources, period.seal, transfer);
  else yield* await liveRegistryPortions(sources.units, period.day, transfer);
}

async function* ledgerPortions(sources: Sources, period: PeriodDay) {
  if (period.seal) yield* closedLedgerPortions(sources, period);
  else yield* await liveLedgerPortions(sources.units, period);
}
