import { addDays } from '../values/calendar';
import { kopecksFromDouble } from '../values/kopecks';
import { childOf, integerOf, textOf } from './core-answer';
import type { CoreSession } from './core-session';

export interface CabinetPayment {
  readonly recordid: number;
  readonly receipt: string;
  /** Day and time of Moscow at which billing took it. */
  readonly localdate: string;
  readonly agreementNumber: string;
  /** 0, 1 accepted; 2 cancelled; 3 corrected. */
  readonly status: number;
  readonly manager: string;
  readonly amountKopecks: number;
}

export interface PaymentPeriod {
  /** First and last day, both included, `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
  /** 0 = all agreements of the subscriber. */
  readonly agrmid: number;
}

/** Payments of the signed-in subscriber, newest first. */
export async function readPayments(core: CoreSession, period: PaymentPeriod): Promise<CabinetPayment[]> {
  const { from, to, agrmid } = period;
  // Midnight of `dtto` is outside, so that the last day needs one more (api3 facts 1.3).
  const flt = [
    ...(agrmid === 0 ? [] : [['agrmid', agrmid] as const]),
    ['dtfrom', from] as const,
    ['dtto', addDays(to, 1)] as const,
  ];
  const returned = await core.call('getClientPayments', [['flt', flt]]);
  const payments = returned.map((full) => {
    const pay = childOf(full, 'pay');
    return {
      recordid: integerOf(pay, 'recordid'),
      receipt: textOf(pay, 'receipt'),
      localdate: textOf(pay, 'localdate'),
      agreementNumber: textOf(full, 'agrm'),
      status: integerOf(pay, 'status'),
      manager: textOf(full, 'mgr'),
      amountKopecks: kopecksFromDouble(textOf(full, 'amountcurr')),
    };
  });
  return payments.toSorted(
    (left, right) => right.localdate.localeCompare(left.localdate) || right.recordid - left.recordid,
  );
}
