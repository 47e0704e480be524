import type { Kopecks } from '../../shared/money';
import { agreementNumberIn } from './agreement-number';
import { comparable, runsOfText, type Elements } from './html-text';
import type { Page } from './page';
import { rowsOf } from './tables';
import { sumOrNull } from './sums';
import { choicesOf, chosenIn, type AgreementChoice } from './wizard';

/** An agreement in the first step of a wizard. */
export interface ListedAgreement {
  readonly agreementId: string;
  /** Null where it stands in no form that is known. */
  readonly number: string | null;
  readonly balanceKopecks: Kopecks | null;
}

/** Nobody has so many; and looking around each of them takes time. */
const MOST_CHOICES = 500;
const NUMBER_TITLE = /договор/;
const BALANCE_TITLE = /баланс/;
/** A text that is a sum and nothing else is no number, though a bare whole figure may well be one. */
const SUM_MARK = /руб|₽|[.,]\d\d?$/i;

/**
 * The agreements of a wizard's first step, each with its number and balance, from a table with titles or from the line that
 * its link stands in.
 * @param numbers those known from elsewhere, which tell a number from other words
 */
export function listedAgreements(page: Page, numbers: readonly string[]): readonly ListedAgreement[] {
  const choices = choicesOf(page);
  if (choices.length > MOST_CHOICES) throw page.changed('too many agreements');
  const chosen = chosenIn(page);
  // A wizard may pass over its first step where there is nothing to choose.
  if (choices.length === 0 && chosen !== null) {
    return [{ agreementId: chosen, number: null, balanceKopecks: null }];
  }
  const rows = page.each(page.find('table')).flatMap((table) => rowsOf(page, table));
  const found = new Map<string, ListedAgreement>();
  for (const choice of choices) {
    const { agreementId, element } = choice;
    const row = rows.findLast((candidate) => holds(candidate.element, element));
    const titled = row?.text(NUMBER_TITLE) ?? null;
    // Where columns have titles, no other sum is taken for a balance.
    const agreement =
      titled === null
        ? {
            number: numberNear(page, choice, choices, numbers),
            balanceKopecks: balanceNear(page, choice, choices),
          }
        : {
            number: agreementNumberIn(titled),
            balanceKopecks: sumOrNull(row?.text(BALANCE_TITLE) ?? ''),
          };
    const before = found.get(agreementId);
    found.set(agreementId, {
      agreementId,
      number: before?.number ?? agreement.number,
      balanceKopecks: before?.balanceKopecks ?? agreement.balanceKopecks,
    });
  }
  return [...found.values()];
}

type Choices = readonly AgreementChoice[];

function numberNear(
  page: Page,
  choice: AgreementChoice,
  choices: Choices,
  known: readonly string[],
): string | null {
  const runs = runsNear(page, choice, choices).map((run) => agreementNumberIn(run) ?? '');
  const named = runs.find((run) => known.includes(run.split(/\s*[(,;:]/)[0] ?? ''));
  if (named !== undefined) return named.split(/\s*[(,;:]/)[0] ?? null;
  const [only, ...others] = runs.filter((run) => /^\S*\d\S*$/.test(run) && !SUM_MARK.test(run));
  return only !== undefined && others.length === 0 ? only : null;
}

function balanceNear(page: Page, choice: AgreementChoice, choices: Choices): Kopecks | null {
  const runs = runsNear(page, choice, choices);
  const labelled = runs.findIndex((run) => BALANCE_TITLE.test(comparable(run)));
  const beside = labelled < 0 ? [] : runs.slice(labelled, labelled + 2);
  const candidates = beside.length > 0 ? beside : runs.filter((run) => SUM_MARK.test(run));
  const sums = candidates
    .map((run) => sumOrNull(/(?:баланс:?|\()(.*)$/i.exec(run)?.[1] ?? run))
    .filter((sum) => sum !== null);
  return sums.length === 1 ? (sums[0] ?? null) : null;
}

/** The texts of the largest element around a choice that holds no other agreement's. */
function runsNear(
  page: Page,
  { agreementId, element }: AgreementChoice,
  choices: Choices,
): readonly string[] {
  const strangers = choices.filter((choice) => choice.agreementId !== agreementId);
  let around = element;
  while (!around.is('tr, li, label, option')) {
    const above = page.each(around.parent()).at(0);
    if (!above || above.is('body, html, main, section, form')) break;
    if (strangers.some((stranger) => holds(above, stranger.element))) break;
    around = above;
  }
  return runsOfText(around);
}

function holds(outer: Elements, inner: Elements): boolean {
  const [node] = outer.toArray();
  return node !== undefined && inner.parents().toArray().includes(node);
}
