import type { HistoryEntry } from '../cabinet.port';
import { agreementNumberIn } from './agreement-number';
import type { BillingClock } from './billing-clock';
import { readDate } from './dates';
import { comparable } from './html-text';
import type { Page } from './page';
import { shownSum } from './shown-sum';
import { notesOf, rowsOf, type Row } from './tables';

/** A payment with the number of the agreement that it is of; null where the table has no such column. */
export interface HistoryRow {
  readonly agreementNumber: string | null;
  readonly entry: HistoryEntry;
}

/** Titles of 2014 and of today. */
const TITLE = {
  date: /^дата/,
  document: /^номер платежа|^№ платежа|^номер документа/,
  agreement: /договор/,
  state: /^состояние|^статус/,
  channel: /^способ|^менеджер/,
  sum: /^сумма/,
};

/** The cabinet's words for a payment's states 0 to 3; older ones misspell the third. */
const STATES: readonly (readonly [RegExp, HistoryEntry['status']])[] = [
  [/^принят/, 'accepted'],
  [/^ау?н+улирован/, 'cancelled'],
  [/^скорректирован/, 'corrected'],
];

const NOTHING = /нет|не найден|не было|отсутству/;

/**
 * The payments on a page of `payment/history`.
 * @throws UpstreamChanged when there is no such table, or a row of it cannot be read
 */
export function historyRows(page: Page, clock: BillingClock): readonly HistoryRow[] {
  const tables = page.each(page.find('table.panel-grid-statistics'));
  const candidates = tables.length > 0 ? tables : page.each(page.find('table'));
  const dated = candidates.filter((table) => rowsOf(page, table).some((row) => row.cell(TITLE.sum) !== null));
  const [table, ...others] = dated;
  if (others.length > 0) throw page.changed('several tables');
  if (table) return rowsOf(page, table).map((row) => historyRow(page, row, clock));
  const isEmpty = tables.some(
    (empty) => rowsOf(page, empty).length === 0 && notesOf(page, empty).every((note) => NOTHING.test(note)),
  );
  if (!isEmpty) throw page.changed('history table');
  return [];
}

function historyRow(page: Page, row: Row, clock: BillingClock): HistoryRow {
  const date = printedDate(page, row);
  const state = comparable(row.text(TITLE.state) ?? '');
  const status = STATES.find(([words]) => words.test(state))?.[1];
  if (status === undefined) throw page.changed('payment state');
  const channel = (row.text(TITLE.channel) ?? '').replace(/^-\s+/, '');
  return {
    agreementNumber: agreementNumberIn(row.text(TITLE.agreement) ?? ''),
    entry: {
      recordId: null,
      documentNumber: row.text(TITLE.document) || null,
      amountKopecks: shownSum(page, row.text(TITLE.sum) ?? '', 'payment sum'),
      status,
      channel: channel === '' || channel === '-' ? null : channel,
      paidOn: date.day,
      paidAt: clock.momentOf(date),
    },
  };
}

function printedDate(page: Page, row: Row) {
  try {
    return readDate(row.text(TITLE.date) ?? '');
  } catch (error) {
    if (error instanceof RangeError) throw page.changed('payment date');
    throw error;
  }
}
