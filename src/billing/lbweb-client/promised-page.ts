import type { ActivePromisedPayment, PromisedPaymentState, PromisedPaymentTerms } from '../cabinet.port';
import { dayOrNull } from './dates';
import { comparable } from './html-text';
import { labelledValues } from './labelled-values';
import type { Page } from './page';
import { promiseRefusalOn } from './promise-refusal';
import { shownSum } from './shown-sum';
import { sumOrNull } from './sums';
import { rowsOf, type Row } from './tables';

const MAXIMUM = 'максимальная сумма платежа';
const MINIMUM = 'минимальная сумма платежа';
const DUE = 'срок действия платежа';

/** Columns of the list of promises; the last one holds the state. */
const TITLE = { taken: /^запрошен/, due: /^срок действия/, sum: /^сумма/, state: /^оплачен/ };

/**
 * Reads the second step of the promised payment's wizard: the terms, or the list of promises, or why there are none.
 * @throws UpstreamChanged when it is none of these
 */
export function readPromised(page: Page): PromisedPaymentState {
  const rows = page.each(page.find('table')).flatMap((table) => rowsOf(page, table));
  const isPromise = (row: Row): boolean => row.cell(TITLE.taken) !== null && row.cell(TITLE.state) !== null;
  const promises = rows
    .filter(isPromise)
    .map((row) => ({ row, state: comparable(row.text(TITLE.state) ?? '') }));
  const active = promises.find(({ state }) => state.startsWith('действует'));
  const isOverdue = promises.some(({ state }) => state.startsWith('просрочен'));
  const terms = termsOn(
    page,
    rows.filter((row) => !isPromise(row)),
  );
  const refusal = active ? 'already_active' : (promiseRefusalOn(page) ?? (isOverdue ? 'last_overdue' : null));
  if (terms === null && refusal === null) throw page.changed('promised payment');
  return {
    terms,
    refusal: terms === null ? refusal : null,
    active: active ? activeIn(page, active.row) : null,
  };
}

/** The terms need all three figures: none is made up from the others. */
function termsOn(page: Page, rows: readonly Row[]): PromisedPaymentTerms | null {
  const maxima = labelledValues(page, MAXIMUM, rows);
  if (maxima.length === 0) return null;
  const [maximum] = maxima.flatMap((text) => sumOrNull(text) ?? []);
  const [minimum] = labelledValues(page, MINIMUM, rows).flatMap((text) => sumOrNull(text) ?? []);
  const [dueOn] = labelledValues(page, DUE, rows).flatMap((text) => dayOrNull(text) ?? []);
  if (maximum === undefined || minimum === undefined || dueOn === undefined)
    throw page.changed('promise terms');
  return { minKopecks: minimum, maxKopecks: maximum, dueOn, feeKopecks: null };
}

function activeIn(page: Page, row: Row): ActivePromisedPayment {
  return {
    amountKopecks: shownSum(page, row.text(TITLE.sum) ?? '', 'promised sum'),
    takenOn: shownDay(page, row.text(TITLE.taken), 'day of promise'),
    dueOn: shownDay(page, row.text(TITLE.due), 'term of promise'),
  };
}

function shownDay(page: Page, text: string | null, what: string): string {
  const day = dayOrNull(text ?? '');
  if (day === null) throw page.changed(what);
  return day;
}
