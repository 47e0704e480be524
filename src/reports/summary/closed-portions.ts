import type { PaymentLine } from '../../books/payment-line';
import type { PaymentLineFilter } from '../../books/payment-line-filter';
import { confirmedKopecks, postedKopecks, refundedKopecks } from '../payments/payment-figures';
import { paymentLinesOf } from '../payments/payment-source';
import type { PeriodDay } from '../period';
import type { Sources } from '../sources';
import type { Portion } from './figures';
import type { GroupValues } from './group-by';

/** The payments of a closed day, each a portion of its own. */
export async function* closedPortions(
  sources: Sources,
  day: PeriodDay,
  filter: PaymentLineFilter,
): AsyncGenerator<readonly [GroupValues, Portion]> {
  for await (const lines of paymentLinesOf(sources, day, filter)) {
    for (const line of lines) yield [groupOfLine(day.day, line), portionOfLine(line)];
  }
}

const groupOfLine = (day: string, line: PaymentLine): GroupValues => ({
  day,
  terminal: line.terminal,
  operator: line.operatorName,
  channel: line.channel,
  status: line.status,
});

function portionOfLine(line: PaymentLine): Portion {
  const { amountKopecks, confirmedAt, postedAt, status } = line;
  return {
    payments: 1,
    amountKopecks,
    confirmed: confirmedAt ? 1 : 0,
    confirmedKopecks: confirmedKopecks(line),
    posted: postedAt ? 1 : 0,
    postedKopecks: postedKopecks(line),
    refunded: status === 'refunded' ? 1 : 0,
    refundedKopecks: refundedKopecks(line),
    postingMs: confirmedAt && postedAt ? postedAt.getTime() - confirmedAt.getTime() : null,
  };
}
