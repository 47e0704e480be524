import type { Clock } from '../../shared/clock';
import type { DayRange, PaymentHistory } from '../cabinet.port';
import { mentions } from './agreement-number';
import type { BillingClock } from './billing-clock';
import { threeMonthsBefore } from './dates';
import { historyRows, type HistoryRow } from './history-rows';
import { ownNumber } from './own-agreement';
import type { Page } from './page';
import { pageLinks } from './page-links';
import { periodForm, type PeriodForm } from './period-form';
import type { SignedIn } from './signed-in';
import type { Visit } from './visit';

const operation = 'payment/history';

const MOST_PAGES = 100;

export interface HistoryContext {
  readonly clock: Clock;
  readonly billingClock: BillingClock;
}

/** A page of the history and from what day on it is whole. */
interface Opened {
  readonly page: Page;
  readonly from: string;
  /** The page shows no other agreement's payments. */
  readonly isOfOne: boolean;
}

/**
 * The payments of an agreement as the cabinet shows them: of all agreements in one list, by pages, three months back unless its form
 * is asked for other days. Whether the form did as it was told is seen from the days that it then shows.
 * @throws Rejected `agreement_not_found`, `session_ended`; Unavailable
 */
export async function getHistory(
  signedIn: SignedIn,
  { clock, billingClock }: HistoryContext,
  agreementId: string,
  days: DayRange,
): Promise<PaymentHistory> {
  const number = await ownNumber(signedIn, agreementId, operation);
  const { visit, kept, addressOf } = signedIn;
  const first = await visit.page(addressOf(operation), operation);
  const today = billingClock.dayOf(clock.now());
  const opened = await opening(visit, first, { days, agreementId, today });
  const rows = await allRows(visit, opened.page, billingClock);
  const isOnly = kept.agreements.length === 1;
  const entries = rows
    .filter((row) => isOf(row, number, opened.isOfOne || isOnly, opened.page))
    .map(({ entry }) => entry)
    .filter(({ paidOn }) => days.from <= paidOn && paidOn <= days.to);
  return { entries, completeFrom: opened.from > days.from ? opened.from : days.from };
}

async function opening(
  visit: Visit,
  page: Page,
  { days, agreementId, today }: { days: DayRange; agreementId: string; today: string },
): Promise<Opened> {
  const form = periodForm(page);
  const usual = form?.shownFrom ?? threeMonthsBefore(today);
  if (!form) return { page, from: usual, isOfOne: false };
  const isShown = shows(form, days, agreementId, today);
  // Where more pages follow, the form spares most of them.
  if (isShown && pageLinks(page).size === 0) {
    return { page, from: usual, isOfOne: form.agreementId === agreementId };
  }
  const asked = await visit.submit(form.ask(days, agreementId), operation);
  const now = periodForm(asked);
  if (now && shows(now, days, agreementId, today)) {
    return { page: asked, from: days.from, isOfOne: now.agreementId === agreementId };
  }
  // Of one agreement that is another one, or of days that end too early, nothing is left to show.
  if (!isShown && form.agreementId !== null && form.agreementId !== agreementId)
    throw page.changed('agreement of history');
  if (!isShown && form.shownTo !== null && form.shownTo < days.to && form.shownTo < today)
    throw page.changed('period of history');
  return { page, from: usual, isOfOne: form.agreementId === agreementId };
}

function shows(form: PeriodForm, days: DayRange, agreementId: string, today: string): boolean {
  const { shownFrom, shownTo } = form;
  const isOfAgreement = form.agreementId === null || form.agreementId === agreementId;
  const reachesBack = shownFrom !== null && shownFrom <= days.from;
  const reachesOn = shownTo !== null && (shownTo >= days.to || shownTo >= today);
  return isOfAgreement && reachesBack && reachesOn;
}

/** The rows of a page and of those that its pager links to, in turn. */
async function allRows(visit: Visit, first: Page, clock: BillingClock): Promise<readonly HistoryRow[]> {
  const rows: HistoryRow[] = [];
  const seen = new Set<string>();
  let page = first;
  for (let number = 1; number <= MOST_PAGES; number += 1) {
    const onPage = historyRows(page, clock);
    // A payment that came in meanwhile pushes the last row of a page on to the next.
    rows.push(...onPage.filter((row) => row.entry.documentNumber === null || !seen.has(JSON.stringify(row))));
    for (const row of onPage) seen.add(JSON.stringify(row));
    const next = pageLinks(page).get(number + 1);
    if (!next) return rows;
    page = await visit.page(next, operation);
  }
  throw page.changed('too many pages');
}

function isOf({ agreementNumber }: HistoryRow, number: string, isOnly: boolean, page: Page): boolean {
  // A payment that is this agreement's in other words must not be passed over.
  if (agreementNumber !== null && mentions(agreementNumber, number))
    throw page.changed('agreement of a payment');
  if (agreementNumber !== null) return agreementNumber === number;
  if (!isOnly) throw page.changed('agreement of a payment');
  return true;
}
