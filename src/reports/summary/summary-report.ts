import type { PaymentLineFilter } from '../../books/payment-line-filter';
import { rowOf, type Row } from '../column';
import { isFinal, sealShown, type PeriodDay } from '../period';
import type { Sources } from '../sources';
import { dayText } from '../wall-clock';
import { closedPortions } from './closed-portions';
import { Figures, type Portion } from './figures';
import { byGroup, groupOf, keyOf, type GroupField, type GroupValues } from './group-by';
import { livePortions } from './live-portions';
import { summaryColumns } from './summary-columns';

export interface SummaryTerms {
  readonly days: readonly PeriodDay[];
  readonly fields: readonly GroupField[];
  readonly filter: PaymentLineFilter;
}

/** One row for each group that has a payment, in the order of the groups. */
export async function* summaryRows(sources: Sources, terms: SummaryTerms): AsyncGenerator<readonly Row[]> {
  const { days, fields, filter } = terms;
  const groups = new Map<string, { readonly group: GroupValues; readonly figures: Figures }>();
  const add = (values: GroupValues, portion: Portion): void => {
    const group = groupOf(values, fields);
    const key = keyOf(group);
    const known = groups.get(key) ?? { group, figures: new Figures() };
    groups.set(key, known);
    known.figures.add(portion);
  };
  for (const day of days) {
    if (day.seal)
      for await (const [values, portion] of closedPortions(sources, day, filter)) add(values, portion);
    else for (const [values, portion] of await livePortions(sources.units, day, filter)) add(values, portion);
  }
  const columns = summaryColumns(fields);
  const sealOf = sealsOf(days);
  const period = `${dayText(days[0]?.day ?? '')} – ${dayText(days.at(-1)?.day ?? '')}`;
  const items = [...groups.values()].sort((one, other) => byGroup(one.group, other.group));
  yield items.map((item) => rowOf(columns, { ...item, period, seal: sealOf(item.group.day) }));
}

function sealsOf(days: readonly PeriodDay[]): (day: string | null) => string {
  const ofDays = new Map(days.map((day) => [day.day, sealShown(day)]));
  const ofPeriod = isFinal(days) ? 'closed' : 'preliminary';
  return (day) => (day === null ? ofPeriod : (ofDays.get(day) ?? ofPeriod));
}
