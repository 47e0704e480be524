import type { Message } from '../../soap/message';
import { StrictRefusal } from '../../soap/strict-refusal';
import type { PromiseStanding } from '../../store/promises';
import { momentOf } from '../filter-moment';
import type { Call } from '../operation';
import { ownAgreements } from '../own-agreements';

export const PROMISE_FILTERS = ['agrmid', 'payed', 'pgnum', 'pgsize', 'userid', 'dtfrom', 'dtto'] as const;
/** A subscriber's list was only seen asked by agreement and dates. */
export const CLIENT_PROMISE_FILTERS = ['agrmid', 'pgnum', 'pgsize', 'dtfrom', 'dtto'] as const;

const ALL = -1;
const BY_STATE: Readonly<Record<number, (payid: number) => boolean>> = {
  [ALL]: () => true,
  1: (payid) => payid < 0,
  2: (payid) => payid > 0,
  3: (payid) => payid === 0,
};

/** `payed` 1 = overdue, 2 = paid, 3 = active. Dates are those of taking. Newest first, which is inferred. */
export function findPromises(
  { store, now }: Pick<Call, 'store' | 'now'>,
  filter: Message,
): PromiseStanding[] {
  const agrmid = filter.integer('agrmid');
  const userid = filter.integer('userid');
  const isInState = BY_STATE[filter.integer('payed', ALL)];
  if (!isInState) throw new StrictRefusal(`flt/payed: "${filter.text('payed')}" is not 1, 2 or 3`);
  const from = momentOf(filter, 'dtfrom');
  const before = momentOf(filter, 'dtto');
  return store.promises
    .standings(now())
    .filter(
      ({ promise, payid }) =>
        isInState(payid) &&
        (agrmid === 0 || promise.agrmid === agrmid) &&
        (userid === 0 || store.agreements.get(promise.agrmid)?.uid === userid) &&
        (from === undefined || promise.promdate >= from) &&
        (before === undefined || promise.promdate < before),
    )
    .toReversed();
}

export function findOwnPromises(call: Call, filter: Message): PromiseStanding[] {
  const own = ownAgreements(call, filter.integer('agrmid')).map(({ agrmid }) => agrmid);
  return findPromises(call, filter).filter(({ promise }) => own.includes(promise.agrmid));
}
