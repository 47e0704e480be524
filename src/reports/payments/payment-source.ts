import { parsePaymentLine } from '../../books/canonical';
import type { PaymentLine } from '../../books/payment-line';
import { isWanted, type PaymentLineFilter } from '../../books/payment-line-filter';
import { livePaymentLines } from '../../books/payment-lines';
import type { PeriodDay } from '../period';
import type { Sources } from '../sources';
import type { PaymentItem } from './payment-columns';

/** The payments of a day as items of a report. */
export async function* paymentItemsOf(
  sources: Sources,
  day: PeriodDay,
  filter: PaymentLineFilter,
): AsyncGenerator<readonly PaymentItem[]> {
  for await (const lines of paymentLinesOf(sources, day, filter)) yield lines.map((line) => ({ day, line }));
}

/** The payments of a day: what was frozen when it was closed, or what the ledger has while it is open. */
export async function* paymentLinesOf(
  { units, closedDays }: Sources,
  day: PeriodDay,
  filter: PaymentLineFilter,
): AsyncGenerator<readonly PaymentLine[]> {
  if (!day.seal) {
    if (day.from < day.to) yield* livePaymentLines(units, day, filter);
    return;
  }
  for await (const rows of closedDays.rows(day.seal.sequence, 'payment')) {
    yield rows.map(({ content }) => parsePaymentLine(content)).filter((line) => isWanted(line, filter));
  }
}
