import type { DiscrepancyClass } from '../../books/discrepancy';
import type { SealedDiscrepancy } from '../../books/seal-content';
import { ColumnMaker, inTablesOnly, type ColumnOf } from '../column';
import { sealShown, type PeriodDay } from '../period';
import { DISCREPANCY_STATE_WORDS, SEAL_WORDS, SEVERITY_WORDS } from '../words';

/** A discrepancy as it is, or as a closed day keeps it: without what only matters while somebody works on it. */
export interface DiscrepancyItem extends SealedDiscrepancy {
  readonly day: PeriodDay;
  readonly terminal: string | null;
  readonly assignee: string | null;
}

/** What a class is called, and what to do about it. */
export type DiscrepancyWords = Readonly<
  Record<DiscrepancyClass, { readonly title: Russian; readonly action: Russian }>
>;

interface Russian {
  readonly ru: string;
}

const a = new ColumnMaker<DiscrepancyItem>();

export function discrepancyColumns(words: DiscrepancyWords): readonly ColumnOf<DiscrepancyItem>[] {
  const titles = Object.fromEntries(Object.entries(words).map(([name, { title }]) => [name, title.ru]));
  const actions = Object.fromEntries(Object.entries(words).map(([name, { action }]) => [name, action.ru]));
  return [
    a.day('day', 'День', ({ day }) => day.day),
    a.word('class', 'Расхождение', 36, titles, (item) => item.class),
    a.word('severity', 'Важность', 14, SEVERITY_WORDS, ({ severity }) => severity),
    a.word('state', 'Состояние', 14, DISCREPANCY_STATE_WORDS, ({ state }) => state),
    a.text('terminal', 'Терминал', 20, ({ terminal }) => terminal),
    a.text('orderId', 'Заказ', 30, ({ orderId }) => orderId),
    a.text('paymentId', 'Платёж', 38, ({ paymentId }) => paymentId),
    a.text('receipt', 'Документ', 34, ({ receipt }) => receipt),
    a.text('recordId', 'Запись биллинга', 14, ({ recordId }) => recordId),
    a.text('agreementId', 'Договор в биллинге', 14, ({ agreementId }) => agreementId),
    a.money('bankKopecks', 'Банк', ({ bankKopecks }) => bankKopecks),
    a.money('ledgerKopecks', 'Учёт', ({ ledgerKopecks }) => ledgerKopecks),
    a.money('billingKopecks', 'Биллинг', ({ billingKopecks }) => billingKopecks),
    a.text('assignee', 'Кто занимается', 20, ({ assignee }) => assignee),
    a.text('settledBy', 'Кто закончил', 20, ({ settledBy }) => settledBy),
    a.text('note', 'Объяснение', 40, ({ note }) => note),
    inTablesOnly(a.word('suggestedAction', 'Что делать', 60, actions, (item) => item.class)),
    inTablesOnly(a.word('daySeal', 'Печать дня', 20, SEAL_WORDS, ({ day }) => sealShown(day))),
  ];
}
