import { agreementSelect } from './agreement-select';
import { textOf } from './html-text';
import type { Page } from './page';
import type { ShownAgreements } from './shown-agreements';
import { shownSum } from './shown-sum';
import { onlyLinked } from './vgroups-link';

/**
 * The theme with one balance beside a select of agreements, of which the shown one is selected: `span.balance-home`,
 * `div.agreement__info option`. Null for another theme.
 * Source: a balance checker that runs against current cabinets (2024).
 */
export function currentTheme(page: Page): ShownAgreements | null {
  const balances = new Set(page.each(page.find('.balance-home')).map((balance) => textOf(balance)));
  const [balance, ...others] = balances;
  if (balance === undefined) return null;
  if (others.length > 0) throw page.changed('several balances');
  const { numbers, selected } = agreementSelect(page);
  return {
    agreements: [
      {
        agreementId: onlyLinked(page),
        number: selected,
        balanceKopecks: shownSum(page, balance),
        creditKopecks: null,
        operatorName: null,
      },
    ],
    numbers,
  };
}
