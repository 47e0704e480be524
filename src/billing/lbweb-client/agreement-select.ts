import { agreementNumberIn } from './agreement-number';
import { textOf } from './html-text';
import type { Page } from './page';

/** The dashboard's choice of agreements. */
export interface AgreementSelect {
  readonly numbers: readonly string[];
  /** The one that is shown; null without such a choice. */
  readonly selected: string | null;
}

/** `div.agreement__info option`: the selected one is the agreement that the page shows. */
export function agreementSelect(page: Page): AgreementSelect {
  const options = page.each(page.find('.agreement__info option'));
  const selected = options.find((option) => option.attr('selected') !== undefined) ?? options[0];
  const numbers = options.flatMap((option) => agreementNumberIn(textOf(option)) ?? []);
  return { numbers, selected: selected ? agreementNumberIn(textOf(selected)) : null };
}
