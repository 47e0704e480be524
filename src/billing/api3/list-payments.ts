import type { BillingPaymentPage } from '../billing.port';
import type { BillingTime } from './billing-time';
import { billingDatesOf, isDatedWithin, type BillingDates } from './billing-dates';
import { unexpectedAnswer } from './failures';
import type { ManagerSession } from './manager-session';
import { readPayment } from './read-payment';
import { listOf, nodeOf, textOf, type XmlNode } from './soap-values';

const operation = 'getPayments';

/** Some hundred kilobytes of answer: far below the most that is read, and parsed in a moment. */
export const PAGE_SIZE = 500;

export interface ListPaymentsContext {
  readonly session: ManagerSession;
  readonly billingTime: BillingTime;
}

/** Where a page stands: its number, from 1, and the first record of the page before it. */
interface Place {
  readonly page: number;
  readonly firstBefore: string;
}

/**
 * A page of the signed-in manager's payments, by billing's own date. The core is asked for somewhat more than the range
 * and the rest is cut off here: whether its bounds count the moments they name is not known, and old cores may pass over a
 * filter that they do not know. The list ends with an empty page, since a short one may be a core's own bound on rows.
 * @throws Unavailable, also as `unexpected_answer` for a core that gives the same full page again and again
 */
export async function listPayments(
  { session, billingTime }: ListPaymentsContext,
  range: { readonly from: Date; readonly to: Date },
  cursor: string | null,
): Promise<BillingPaymentPage> {
  const { page, firstBefore } = placeOf(cursor);
  const posterId = await session.personId();
  const dates = billingDatesOf(range, billingTime);
  const rows = await ask(session, { posterId, page, dates });
  const first = rows[0] && textOf(nodeOf(rows[0], 'pay'), 'recordid');
  if (first === undefined) return { payments: [], nextCursor: null };
  if (first === firstBefore) {
    if (rows.length === PAGE_SIZE) throw unexpectedAnswer(operation, 'the same page again');
    return { payments: [], nextCursor: null };
  }
  const payments = rows
    .filter((row) => {
      const pay = nodeOf(row, 'pay');
      return textOf(pay, 'modperson') === posterId && isDatedWithin(dates, textOf(pay, 'paydate'));
    })
    .map((row) => readPayment(row, operation, billingTime));
  // More than were asked for are all there are: the core knows no pages.
  const nextCursor = rows.length > PAGE_SIZE ? null : `${String(page + 1)}.${first}`;
  return { payments, nextCursor };
}

/** `mgrid` is the manager who posted; the dates are those of the payments, not of their entry. */
async function ask(
  session: ManagerSession,
  about: { readonly posterId: string; readonly page: number; readonly dates: BillingDates },
): Promise<readonly XmlNode[]> {
  const { posterId, page, dates } = about;
  const { body } = await session.call(operation, {
    flt: {
      mgrid: posterId,
      pgnum: String(page),
      pgsize: String(PAGE_SIZE),
      dtfrom: dates.askFrom,
      dtto: dates.askTo,
    },
  });
  const rows = listOf(body, 'ret');
  if (rows === null) throw unexpectedAnswer(operation, 'a payment that cannot be read');
  return rows;
}

function placeOf(cursor: string | null): Place {
  const [page = '1', firstBefore = ''] = cursor?.split('.') ?? [];
  return { page: Number(page), firstBefore };
}
