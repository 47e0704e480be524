import { ColumnMaker, inJsonOnly, inTablesOnly, type ColumnOf } from '../column';
import { CHANNEL_WORDS, SEAL_WORDS, STATUS_WORDS } from '../words';
import type { Figures } from './figures';
import { GROUP_FIELDS, type GroupField, type GroupValues } from './group-by';

export interface SummaryItem {
  /** In words, where the rows are not of single days. */
  readonly period: string;
  readonly group: GroupValues;
  readonly figures: Figures;
  /** The seal of the day; of a period, whether all of it is closed. */
  readonly seal: string;
}

const a = new ColumnMaker<SummaryItem>();

const GROUPS: Readonly<Record<GroupField, ColumnOf<SummaryItem>>> = {
  day: a.day('day', 'День', ({ group }) => group.day),
  terminal: a.text('terminal', 'Терминал', 20, ({ group }) => group.terminal),
  operator: a.text('operator', 'Оператор', 24, ({ group }) => group.operator),
  channel: a.word('channel', 'Способ', 10, CHANNEL_WORDS, ({ group }) => group.channel),
  status: a.word('status', 'Состояние', 20, STATUS_WORDS, ({ group }) => group.status),
};

const PERIOD = inTablesOnly(a.text('period', 'Период', 24, ({ period }) => period));

const FIGURES: readonly ColumnOf<SummaryItem>[] = [
  a.count('paymentCount', 'Платежей', ({ figures }) => figures.payments),
  a.money('amountKopecks', 'Сумма заказов', ({ figures }) => figures.amountKopecks),
  a.count('confirmedCount', 'Принято банком, шт.', ({ figures }) => figures.confirmed),
  a.money('confirmedKopecks', 'Принято банком', ({ figures }) => figures.confirmedKopecks),
  a.count('postedCount', 'Зачислено, шт.', ({ figures }) => figures.posted),
  a.money('postedKopecks', 'Зачислено', ({ figures }) => figures.postedKopecks),
  a.count('refundedCount', 'Возвращено, шт.', ({ figures }) => figures.refunded),
  a.money('refundedKopecks', 'Возвращено', ({ figures }) => figures.refundedKopecks),
  a.permille('successPermille', 'Успешных', ({ figures }) => figures.successPermille),
  a.integer('medianPostingMs', 'До зачисления, мс: половина не дольше', ({ figures }) =>
    figures.times.percentile(0.5),
  ),
  a.integer('slowPostingMs', 'До зачисления, мс: 95 из 100 не дольше', ({ figures }) =>
    figures.times.percentile(0.95),
  ),
  inTablesOnly(a.word('daySeal', 'Печать дня', 20, SEAL_WORDS, ({ seal }) => seal)),
];

/** Tables have the columns that are grouped by; JSON has all, with null in the others. */
export function summaryColumns(fields: readonly GroupField[]): readonly ColumnOf<SummaryItem>[] {
  const groups = GROUP_FIELDS.map((field) =>
    fields.includes(field) ? GROUPS[field] : inJsonOnly(GROUPS[field]),
  );
  return [...(fields.includes('day') ? [] : [PERIOD]), ...groups, ...FIGURES];
}
