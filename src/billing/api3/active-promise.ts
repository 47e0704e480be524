import type { ActivePromisedPayment } from '../cabinet.port';
import { displayedSum } from './answer-figures';
import { rowsOf } from './answer-rows';
import { dayOf, isNoDate } from './calendar-day';
import { unexpectedAnswer } from './failures';
import type { ManagerSession } from './manager-session';
import { idOf, textOf, type XmlNode } from './soap-values';

const operation = 'getPromisePayments';

/** Filter value for those that run, and what their `payid` is: they have no payment yet. */
const RUNNING = '3';
const NO_PAYMENT: readonly string[] = ['', '0'];

/** The promised payment that runs on an agreement, the newest where a doubled request made two; null when none does. */
export async function activePromise(
  session: ManagerSession,
  agreementId: string,
): Promise<ActivePromisedPayment | null> {
  const { body } = await session.call(operation, { flt: { agrmid: agreementId, payed: RUNNING } });
  const rows = rowsOf(body, 'ret', operation);
  if (rows.some((row) => idOf(row, 'agrmid') !== agreementId)) {
    throw unexpectedAnswer(operation, 'another agrmid');
  }
  const [newest] = rows
    .filter((row) => NO_PAYMENT.includes(textOf(row, 'payid')))
    .toSorted((left, right) => (textOf(left, 'promdate') < textOf(right, 'promdate') ? 1 : -1));
  return newest ? readPromise(newest) : null;
}

function readPromise(row: XmlNode): ActivePromisedPayment {
  if (textOf(row, 'amount') === '') throw unexpectedAnswer(operation, 'no amount');
  return {
    amountKopecks: displayedSum(row, 'amount', operation),
    takenOn: dayIn(row, 'promdate'),
    dueOn: dayIn(row, 'promtill'),
  };
}

function dayIn(row: XmlNode, name: string): string | null {
  const text = textOf(row, name);
  const day = dayOf(text);
  if (day === null && !isNoDate(text)) throw unexpectedAnswer(operation, `${name} is no date`);
  return day;
}
