import { agreementNumberIn } from './agreement-number';
import { agreementSelect } from './agreement-select';
import { comparable, textOf, type Elements } from './html-text';
import type { Page } from './page';
import type { ShownAgreement, ShownAgreements } from './shown-agreements';
import { shownSum } from './shown-sum';
import { sumOrNull } from './sums';
import { onlyLinked } from './vgroups-link';

/**
 * The theme of panels, whose rows hold a label and a value: the balance stands in the second row, then come the credit and the
 * operator. A row whose label says something else is not taken for what stands there elsewhere. Null for another theme.
 * Source: a home-automation client that runs against the cabinets of two operators.
 */
export function panelTheme(page: Page): ShownAgreements | null {
  const balances = page.each(page.find('.panel-form-item-balance'));
  if (balances.length === 0) return null;
  const select = agreementSelect(page);
  const panels = balances.map((item) => panelOf(page, item));
  const agreements =
    panels.length > 1
      ? panels
      : panels.map((panel) => ({ ...panel, number: panel.number ?? select.selected }));
  if (agreements.length > 1 && agreements.some(({ number }) => number === null)) {
    throw page.changed('balances without numbers');
  }
  const shown = agreements.flatMap(({ number }) => (number === null ? [] : [number]));
  // One panel alone may be one of several agreements: nothing says so.
  const all = panels.length > 1 ? shown : [];
  return { agreements, numbers: select.numbers.length > 0 ? select.numbers : all };
}

function panelOf(page: Page, item: Elements): ShownAgreement {
  const row = item.parent();
  const rows = page.each(row.parent().children());
  const at = rows.findIndex((candidate) => candidate.get(0) === row.get(0));
  const sums = page.each(item.find('span')).map((span) => textOf(span));
  const balance = sums.find((text) => /\d/.test(text)) ?? textOf(item);
  const credit = valueAt(rows[at + 1], /кредит|овердрафт|лимит/);
  const operator = valueAt(rows[at + 2], /оператор/);
  const number = rows.map((candidate) => labelledValue(candidate, /договор/)).find((text) => text !== null);
  return {
    agreementId: onlyLinked(page, row.parent()) ?? onlyLinked(page),
    number: agreementNumberIn(number ?? ''),
    balanceKopecks: shownSum(page, balance),
    creditKopecks: credit === null ? null : sumOrNull(credit),
    operatorName: operator,
  };
}

const VALUE = '.panel-form-item-value';

/** The value of a row that has this label, or none at all. */
function valueAt(row: Elements | undefined, label: RegExp): string | null {
  if (!row || row.find(VALUE).length !== 1) return null;
  const words = labelIn(row);
  return words === '' || label.test(words) ? textOf(row.find(VALUE)) || null : null;
}

function labelledValue(row: Elements, label: RegExp): string | null {
  return label.test(labelIn(row)) ? valueAt(row, label) : null;
}

/** What a row says beside its value. */
function labelIn(row: Elements): string {
  return comparable(textOf(row.contents().not(VALUE)));
}
