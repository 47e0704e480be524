import { agreementNumberIn } from './agreement-number';
import { textOf, type Elements } from './html-text';
import type { Page } from './page';
import type { ShownAgreement, ShownAgreements } from './shown-agreements';
import { shownSum } from './shown-sum';
import { rowsOf, type Row } from './tables';

const ROW = 'tr[class*="agreements-grid-row-"]';

/**
 * The theme with a table of agreements, a row `agreements-grid-row-<agrmid>` for each: "Номер договора", "Оператор", "Баланс".
 * Null for another theme.
 * Source: the vendor's cabinet of 2014, and balance checkers for the cabinets that grew from it.
 */
export function olderTable(page: Page): ShownAgreements | null {
  if (!page.has(ROW)) return null;
  const agreements = page
    .each(page.find('table'))
    .flatMap((table) => rowsOf(page, table))
    .filter(({ element }) => element.is(ROW))
    .map((row) => agreementOf(page, row));
  if (agreements.length === 0) throw page.changed('no agreements');
  return { agreements, numbers: agreements.flatMap(({ number }) => (number === null ? [] : [number])) };
}

function agreementOf(page: Page, row: Row): ShownAgreement {
  const { element } = row;
  const agreementId = /agreements-grid-row-(\d+)/.exec(element.attr('class') ?? '')?.[1];
  const number = numberIn(element);
  if (agreementId === undefined || number === null) throw page.changed('agreement row');
  return {
    agreementId,
    number,
    balanceKopecks: shownSum(page, balanceIn(page, row)),
    creditKopecks: null,
    operatorName: row.text(/^оператор/) || null,
  };
}

function numberIn(row: Elements): string | null {
  const strong = agreementNumberIn(textOf(row.find('strong').first()));
  return strong ?? agreementNumberIn(textOf(row.find('td.first_col').first()));
}

/** In the column of balances, or as the text of a link to the payments. */
function balanceIn(page: Page, row: Row): string {
  const cell = row.text(/^баланс/);
  if (cell !== null) return cell;
  const link = page
    .each(row.element.find('a[href*="payment"]'))
    .map((found) => textOf(found))
    .find((text) => /\d/.test(text));
  if (link === undefined) throw page.changed('no balance');
  return link;
}
