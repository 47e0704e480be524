import { decimalFromKopecks, kopecksFromDouble } from '../values/kopecks';
import { integerOf, textOf } from './core-answer';
import type { CoreSession } from './core-session';

export interface PromiseTerms {
  /** 0 in either bound = not offered. */
  readonly minKopecks: number;
  readonly maxKopecks: number;
  /** A debt of this size or more gets none. */
  readonly limitKopecks: number;
  /** Days until it must be paid. */
  readonly days: number;
}

export interface PromiseRecord {
  /** -1 overdue, 0 in force, above 0 paid. */
  readonly payid: number;
  readonly takenOn: string;
  readonly dueOn: string;
  readonly amountKopecks: number;
}

/** @throws CoreFault where the core allows none: that is its way to answer (api3 facts 4.7) */
export async function readPromiseTerms(core: CoreSession, agrmid: number): Promise<PromiseTerms | undefined> {
  const [terms] = await core.call('getClientPPSettings', [['agrm', agrmid]]);
  if (!terms) return undefined;
  const sum = (name: string): number => kopecksFromDouble(textOf(terms, name) || '0');
  return {
    minKopecks: sum('promisemin'),
    maxKopecks: sum('promisemax'),
    limitKopecks: sum('promiselimit'),
    days: integerOf(terms, 'promisetill'),
  };
}

/** Promised payments of an agreement, newest first. */
export async function readPromises(core: CoreSession, agrmid: number): Promise<PromiseRecord[]> {
  const returned = await core.call('getClientPromisePayments', [['flt', [['agrmid', agrmid]]]]);
  return returned
    .map((promise) => ({
      payid: integerOf(promise, 'payid'),
      takenOn: textOf(promise, 'promdate').slice(0, 10),
      dueOn: textOf(promise, 'promtill').slice(0, 10),
      amountKopecks: kopecksFromDouble(textOf(promise, 'amount')),
    }))
    .toSorted((left, right) => right.takenOn.localeCompare(left.takenOn));
}

/** @returns whether the core has taken it */
export async function takePromise(core: CoreSession, agrmid: number, kopecks: number): Promise<boolean> {
  const fields = [['agrm', agrmid] as const, ['summ', decimalFromKopecks(kopecks)] as const];
  return (await core.callForText('ClientPromisePayment', fields)) === '1';
}
