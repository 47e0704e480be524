import { readAccount } from '../core/account';
import { readPayments, type PaymentPeriod } from '../core/payments';
import { pageOf, pager } from '../html/pager';
import { historyTable } from '../pages/history-table';
import { periodForm } from '../pages/period-form';
import { dayFromTyped, firstOfMonth, moscowDay } from '../values/calendar';
import type { Answer, Page, Visit } from '../visit';
import { readWizardState, wizardParameter } from '../wizard/wizard-state';

/** The default period begins with the month this many months ago. */
const MONTHS_BACK = 3;

/** The period asked for; what cannot be read in it is the default, and the form shows what became of it. */
function wishedPeriod({ query, form, cabinet }: Visit, own: readonly number[]): PaymentPeriod {
  const { values } = readWizardState(query, form);
  const today = moscowDay(cabinet.now());
  return {
    from: dayFromTyped(values.get('dtfrom') ?? '') ?? firstOfMonth(today, MONTHS_BACK),
    to: dayFromTyped(values.get('dtto') ?? '') ?? today,
    agrmid: own.find((agrmid) => String(agrmid) === values.get('agrmid')) ?? 0,
  };
}

async function history(visit: Visit): Promise<Answer> {
  const { cabinet, core, query, links, route } = visit;
  const { settings } = cabinet;
  const { agreements } = await readAccount(core);
  const period = wishedPeriod(
    visit,
    agreements.map(({ agrmid }) => agrmid),
  );
  const payments = await readPayments(core, period);
  const { rows, page, pages } = pageOf(payments, query.get('page'), settings.historyPageSize);
  const hrefOf = (target: number): string =>
    links.to(route, [
      [wizardParameter(1, 'dtfrom'), period.from],
      [wizardParameter(1, 'dtto'), period.to],
      [wizardParameter(1, 'agrmid'), period.agrmid],
      ['page', target],
    ]);
  const content = [
    '<h2>История платежей</h2>',
    periodForm(visit, agreements, period),
    historyTable(rows, settings),
    pager(page, pages, hrefOf),
  ];
  return { kind: 'page', title: 'История платежей', content: content.join('\n') };
}

/** lbweb facts 5.2. The name of the page's parameter is inferred: it is Yii's default. */
export const paymentHistory: Page = { forGuests: false, answer: history };
