import type { DaySeal } from '../../books/closed-days';
import { parseRegistryLine } from '../../books/seal-content';
import type { DayRange } from '../../shared/http/day-range';
import { paymentLinesOf } from '../payments/payment-source';
import type { PeriodDay } from '../period';
import type { Sources } from '../sources';
import type { LedgerPortion, PlacedPortion } from './live-settlement';

/** The registries' lines of a closed day as they were frozen. */
export async function* closedRegistryPortions(
  { closedDays }: Sources,
  seal: DaySeal,
  transfer: DayRange | null,
): AsyncGenerator<PlacedPortion> {
  for await (const rows of closedDays.rows(seal.sequence, 'registry_line')) {
    for (const { content } of rows) {
      const line = parseRegistryLine(content);
      if (transfer === null || isWithin(line.transferDay, transfer)) yield { ...line, lines: 1 };
    }
  }
}

const isWithin = (day: string | null, { firstDay, lastDay }: DayRange): boolean =>
  day !== null && day >= firstDay && day <= lastDay;

/** What the ledger had as confirmed when the day was closed. */
export async function* closedLedgerPortions(sources: Sources, day: PeriodDay): AsyncGenerator<LedgerPortion> {
  for await (const lines of paymentLinesOf(sources, day, {})) {
    for (const { terminal, amountKopecks, confirmedAt } of lines)
      if (confirmedAt) yield { terminal, payments: 1, amountKopecks };
  }
}
