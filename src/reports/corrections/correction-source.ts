import { correctionsIn, parseCorrection } from '../../books/corrections';
import type { PeriodDay } from '../period';
import type { Sources } from '../sources';
import type { CorrectionItem } from './correction-columns';

/** What happened on a day to payments of days that had been closed before. */
export async function* correctionItemsOf(
  { units, closedDays }: Sources,
  day: PeriodDay,
): AsyncGenerator<readonly CorrectionItem[]> {
  if (day.seal) {
    for await (const rows of closedDays.rows(day.seal.sequence, 'correction'))
      yield rows.map(({ content }) => ({ ...parseCorrection(content), day }));
    return;
  }
  if (day.from >= day.to) return;
  for await (const corrections of correctionsIn(units, day))
    yield corrections.map((correction) => ({ ...correction, day }));
}
