import { CoreFault } from '../core/core-errors';
import { readPromises, takePromise, type PromiseTerms } from '../core/promises';
import { escaped } from '../html/escape';
import { inputRow, submitRow } from '../html/form';
import { panel, panelRow } from '../html/panel';
import { sumHtml } from '../html/sum';
import { promisesTable } from '../pages/promises-table';
import { addDays, moscowDay } from '../values/calendar';
import { printDay } from '../values/day-text';
import { kopecksFromTyped } from '../values/kopecks';
import { printSum } from '../values/sum-text';
import type { Answer, Visit } from '../visit';
import { agreementStep, chosenAgreement } from '../wizard/agreement-step';
import { nextField, nextStepForm, WizardRefusal, wizardPage } from '../wizard/wizard';
import type { WizardState } from '../wizard/wizard-state';
import { NOT_AVAILABLE, offeredTerms } from './promise-eligibility';

const ROUTE = 'payment/promised';
const TITLE = 'Обещанный платеж';

function offer(visit: Visit, state: WizardState, terms: PromiseTerms): string {
  const { settings, now } = visit.cabinet;
  const lastDay = addDays(moscowDay(now()), terms.days);
  const facts = panel(TITLE, [
    panelRow('Максимальная сумма платежа', sumHtml(terms.maxKopecks, settings)),
    panelRow('Срок действия платежа', escaped(printDay(lastDay, settings.historyDates))),
    panelRow('Минимальная сумма платежа', sumHtml(terms.minKopecks, settings)),
  ]);
  const fields = [inputRow({ label: 'Сумма', name: nextField(state, 'sum') }), submitRow('Подтвердить')];
  return `${facts}\n${nextStepForm(visit, ROUTE, state, fields.join('\n'))}`;
}

async function termsStep(visit: Visit, state: WizardState): Promise<Answer> {
  const { core, cabinet } = visit;
  const agreement = await chosenAgreement(visit, state);
  const terms = await offeredTerms(core, agreement);
  const content = terms
    ? offer(visit, state, terms)
    : promisesTable(await readPromises(core, agreement.agrmid), cabinet.settings);
  return { kind: 'page', title: TITLE, content: `<h2>${TITLE}</h2>\n${content}` };
}

/** @throws WizardRefusal */
function sumWithin(terms: PromiseTerms, typed: string, visit: Visit): number {
  const print = (kopecks: number): string => printSum(kopecks, visit.cabinet.settings.sums);
  const kopecks = kopecksFromTyped(typed) ?? 0;
  if (kopecks < terms.minKopecks) {
    throw new WizardRefusal(`Сумма должна быть больше ${print(terms.minKopecks)}`);
  }
  if (kopecks > terms.maxKopecks) {
    throw new WizardRefusal(`Сумма должна быть меньше ${print(terms.maxKopecks)}`);
  }
  return kopecks;
}

async function take(visit: Visit, state: WizardState): Promise<Answer> {
  const { core, session, links } = visit;
  const agreement = await chosenAgreement(visit, state);
  const terms = await offeredTerms(core, agreement);
  if (!terms) throw new WizardRefusal(NOT_AVAILABLE);
  const kopecks = sumWithin(terms, state.values.get('sum') ?? '', visit);
  try {
    if (!(await takePromise(core, agreement.agrmid, kopecks))) throw new WizardRefusal(NOT_AVAILABLE);
  } catch (error) {
    if (!(error instanceof CoreFault) || error.isSessionOver) throw error;
    throw new WizardRefusal(NOT_AVAILABLE);
  }
  session.flashes.push({ kind: 'success', text: 'Обещанный платеж успешно проведен' });
  return { kind: 'redirect', to: links.to(ROUTE) };
}

/** The wizard of promised payments (lbweb facts 5.3). */
export const paymentPromised = wizardPage({
  route: ROUTE,
  steps: [(visit) => agreementStep(visit, ROUTE, TITLE), termsStep],
  finish: take,
});
