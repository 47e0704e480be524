import { decoded, leadsTo } from './addresses';
import { filledIn, formsWith, namesLike, submitsTo, valueOf, type Form, type Submission } from './forms';
import type { Elements } from './html-text';
import type { Page } from './page';

/**
 * Pages in numbered steps, all state in the query: `step=2&params[2][agrmid]=1940`. A step beyond the last one executes, be it by
 * a link, so no step is taken that was not asked for.
 * Source: the vendor's cabinet of 2014; its addresses are what operators tell subscribers today.
 */
const CHOICE = /params\[2\]\[agrmid\][=/](\d+)/;
const CHOICE_NAME = /^params\[2\]\[agrmid\]$/;
const STEP = /(?:[?&]|\/)step[=/](\d+)/;

/** A way from the first step to the second. */
export interface AgreementChoice {
  readonly agreementId: string;
  /** What on the page leads there: a link, an option or a button of a radio. */
  readonly element: Elements;
  readonly submission: Submission;
}

/** The agreements that the first step of the wizard offers, by links or by a form. */
export function choicesOf(page: Page): readonly AgreementChoice[] {
  return [...linkedChoices(page), ...formChoices(page)];
}

/**
 * The way to the second step for an agreement; null when the first step does not offer it.
 * @throws UpstreamChanged when it would lead to another step than the second
 */
export function choiceOf(page: Page, agreementId: string): Submission | null {
  return choicesOf(page).find((choice) => choice.agreementId === agreementId)?.submission ?? null;
}

/** The agreement that a page beyond the first step is about, by its fields; null when they name none, or several. */
export function chosenIn(page: Page): string | null {
  const values = page
    .each(page.find('input[type=hidden][name$="[agrmid]"]'))
    .map((field) => field.attr('value') ?? '');
  const [only, ...others] = new Set(values.filter((value) => /^\d+$/.test(value)));
  return only !== undefined && others.length === 0 ? only : null;
}

function linkedChoices(page: Page): readonly AgreementChoice[] {
  return page.each(page.find('a[href]')).flatMap((element) => {
    const url = page.addressOf(element.attr('href') ?? '');
    const agreementId = url && CHOICE.exec(decoded(url.href))?.[1];
    if (!agreementId || !leadsTo(url, page.operation)) return [];
    if (STEP.exec(decoded(url.href))?.[1] !== '2') throw page.changed('wizard step');
    return [{ agreementId, element, submission: { url, body: null } }];
  });
}

function formChoices(page: Page): readonly AgreementChoice[] {
  return formsWith(page, CHOICE_NAME).flatMap((form) => {
    const [name = ''] = namesLike(form, CHOICE_NAME);
    const choices = optionsOf(page, form, name).map(({ value, element }) => ({
      agreementId: value,
      element,
      submission: filledIn(form, [[name, value]]),
    }));
    const own = choices.filter(({ submission }) => submitsTo(submission, page.operation));
    if (own.length > 0 && stepOf(form) !== '2') throw page.changed('wizard step');
    return own;
  });
}

/** The step that a form leads to; null when it names none. */
function stepOf(form: Form): string | null {
  return valueOf(form, 'step') ?? form.action.searchParams.get('step');
}

function optionsOf(page: Page, { controls }: Form, name: string): { value: string; element: Elements }[] {
  return (controls.get(name) ?? []).flatMap((control) => {
    if (control.is('select')) {
      return page
        .each(control.find('option'))
        .map((element) => ({ value: element.attr('value') ?? '', element }))
        .filter(({ value }) => /^\d+$/.test(value));
    }
    const value = control.attr('value') ?? '';
    return control.attr('type') === 'radio' && /^\d+$/.test(value) ? [{ value, element: control }] : [];
  });
}
