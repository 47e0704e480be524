import type { DayRange, PaymentHistory } from '../cabinet.port';
import { dayAfter } from '../../shared/calendar-day';
import type { ManagerSession } from './manager-session';
import { withProof, type Claim } from './own-agreement';
import { allRows } from './pages';
import { readHistoryEntry, type BillingCalendar } from './read-history-entry';
import { idOf, nodeOf } from './soap-values';

const operation = 'getPayments';

/** Some hundred kilobytes of answer: far below the most that is read, and parsed in a moment. */
export const HISTORY_PAGE_SIZE = 500;
const MOST_PAYMENTS = 5_000;

export interface HistoryContext extends BillingCalendar {
  readonly session: ManagerSession;
}

/**
 * The payments of an agreement by all managers, by two calls at once, and one more for each further page. The core is asked
 * for somewhat more than the days and the rest is cut off here: whether its bounds count the moments that they name is not
 * known; the vendor's own cabinet asks for a day more.
 * @throws Rejected `agreement_not_found`; Unavailable `too_many`
 */
export async function getHistory(
  { session, ...calendar }: HistoryContext,
  claim: Claim,
  days: DayRange,
): Promise<PaymentHistory> {
  const { value } = await withProof(session, claim, (proof) =>
    allRows(session, {
      operation,
      filterOf: (page) => ({
        agrmid: claim.agreementId,
        ...page,
        dtfrom: `${dayAfter(days.from, -1)} 23:59:59`,
        dtto: `${dayAfter(days.to, 1)} 00:00:00`,
      }),
      idOf: (row) => idOf(nodeOf(row, 'pay'), 'recordid'),
      pageSize: HISTORY_PAGE_SIZE,
      most: MOST_PAYMENTS,
      beforeMore: proof,
    }),
  );
  const entries = value
    .map((row) => readHistoryEntry(row, claim.agreementId, calendar, operation))
    .filter(({ paidOn }) => days.from <= paidOn && paidOn <= days.to);
  return { entries, completeFrom: days.from };
}
