import { BillingRejection } from '../../src/billing/billing.port';
import type { LedgerUnit } from '../../src/ledger/ledger-store.port';
import type { LeasedPosting, Posting } from '../../src/ledger/posting';
import { Rejected, Unavailable, UnknownOutcome } from '../../src/shared/upstream-errors';
import type { Mechanism } from './mechanism';
import type { SeededBug } from './seeded-bugs';
import { replacing, WrappedStore } from './wrapped-unit';

type PostPayment = Parameters<Mechanism['billing']>[0]['postPayment'];

/** Changes what a lease gives to the worker. */
function leasing(change: (leased: LeasedPosting) => LeasedPosting): Partial<Mechanism> {
  return {
    store: (store) =>
      new WrappedStore(store, (unit) =>
        replacing<LedgerUnit>(unit, {
          postings: replacing(unit.postings, {
            lease: async (request, limit) => (await unit.postings.lease(request, limit)).map(change),
          }),
        }),
      ),
  };
}

/** Changes how the posting call ends. */
function posting(around: (call: PostPayment) => PostPayment): Partial<Mechanism> {
  return {
    billing: (billing) =>
      replacing(billing, { postPayment: around((payment) => billing.postPayment(payment)) }),
  };
}

const withReceipt = (leased: LeasedPosting, receipt: string): LeasedPosting => ({
  ...leased,
  posting: { ...leased.posting, receipt },
});

/** The lease in memory without one of its conditions. */
export function leaseBy(isReady: (row: Posting, now: Date) => boolean): Partial<Mechanism> {
  return {
    store: (store) => {
      const known = new Map<string, Posting>();
      return new WrappedStore(store, (unit) => {
        const postings = replacing(unit.postings, {
          insert: (row) => {
            known.set(row.id, row);
            return unit.postings.insert(row);
          },
          lease: async (request, limit) => {
            for (const id of known.keys()) {
              const row = await unit.postings.lock(id);
              if (!row || !isReady(row, request.now)) continue;
              const leased: Posting = {
                ...row,
                state: 'in_progress',
                mustAsk: true,
                attempts: row.attempts + 1,
                leaseOwner: request.owner,
                leaseUntil: request.until,
                version: row.version + 1,
              };
              await unit.postings.update(leased);
              return [{ posting: leased, askFirst: row.mustAsk }];
            }
            return unit.postings.lease(request, limit);
          },
        });
        return replacing<LedgerUnit>(unit, { postings });
      });
    },
  };
}

export const CREDIT_BUGS: readonly SeededBug[] = [
  {
    name: 'no_question_after_unknown',
    what: 'after a call with an unknown outcome the credit is sent again without asking',
    within: 50,
    mechanism: leasing((leased) => ({ ...leased, askFirst: false })),
  },
  {
    name: 'unknown_taken_for_not_done',
    what: 'a time-out of a posting call is treated as "nothing happened"',
    within: 50,
    mechanism: posting((call) => async (payment) => {
      try {
        return await call(payment);
      } catch (error) {
        if (!(error instanceof UnknownOutcome)) throw error;
        throw new Unavailable({ upstream: 'billing', operation: 'ExternPayment', code: 'timeout' });
      }
    }),
  },
  {
    name: 'unknown_taken_for_done',
    what: 'a time-out of a posting call is treated as success',
    within: 50,
    mechanism: posting((call) => async (payment) => {
      try {
        return await call(payment);
      } catch (error) {
        if (error instanceof UnknownOutcome) return { recordId: '0' };
        throw error;
      }
    }),
  },
  {
    name: 'receipt_with_try_number',
    what: 'the receipt number is made anew for every try',
    within: 50,
    mechanism: leasing((leased) =>
      withReceipt(leased, `${leased.posting.receipt}-${leased.posting.attempts}`),
    ),
  },
  {
    name: 'refusal_sent_again',
    what: 'a final refusal of billing is retried like an outage',
    within: 100,
    mechanism: posting((call) => async (payment) => {
      try {
        return await call(payment);
      } catch (error) {
        if (!(error instanceof Rejected) || error.code === BillingRejection.alreadyExists) throw error;
        throw new Unavailable({ upstream: 'billing', operation: 'ExternPayment', code: error.code });
      }
    }),
  },
  {
    name: 'exists_taken_for_ours',
    what: '"already exists" counts as posted without a look at sum and agreement',
    within: 2000,
    mechanism: {
      billing: (billing) => {
        const meant = new Map<string, { readonly kopecks: number; readonly agreementId: string }>();
        return replacing(billing, {
          postPayment: (payment) => {
            meant.set(payment.receipt, { kopecks: payment.amountKopecks, agreementId: payment.agreementId });
            return billing.postPayment(payment);
          },
          findPayment: async (receipt) => {
            const found = await billing.findPayment(receipt);
            const wish = meant.get(receipt);
            return found && wish
              ? {
                  ...found,
                  amountKopecks: wish.kopecks as typeof found.amountKopecks,
                  agreementId: wish.agreementId,
                }
              : found;
          },
        });
      },
    },
  },
  {
    name: 'lease_shorter_than_the_call',
    what: 'a lease runs out while its call is still at work',
    within: 50,
    mechanism: {
      postingPlan: (plan) => ({ ...plan, lease: { ...plan.lease, durationMs: 1_000 } }),
      // The adapter's own check of the lease must be gone too, else it saves the day.
      billing: (billing) =>
        replacing(billing, {
          postPayment: (payment) => billing.postPayment({ ...payment, notAfter: new Date(8.64e15) }),
        }),
    },
  },
  {
    name: 'lease_without_expiry',
    what: 'the work of a worker that died is never taken over',
    within: 100,
    mechanism: {
      postingPlan: (plan) => ({ ...plan, lease: { ...plan.lease, durationMs: 400 * 86_400_000 } }),
    },
  },
  {
    name: 'asked_too_early',
    what: 'billing is asked at once after a time-out, while the call may still be carried out',
    within: 1000,
    mechanism: {
      postingPlan: (plan) => ({ ...plan, settleMs: 0, retry: { firstMs: 1, factor: 1, capMs: 1 } }),
    },
  },
  {
    name: 'send_forgotten_by_a_crash',
    what: 'the lease does not mark the row, so that who comes after a crash sends without asking',
    within: 200,
    mechanism: {
      store: (store) => {
        const unmarked = new Set<string>();
        return new WrappedStore(store, (unit) => {
          const postings = replacing(unit.postings, {
            lease: async (request, limit) => {
              const leased = await unit.postings.lease(request, limit);
              for (const { posting, askFirst } of leased) {
                if (askFirst) continue;
                unmarked.add(posting.id);
                await unit.postings.update({ ...posting, mustAsk: false, version: posting.version + 1 });
              }
              return leased.map(({ posting, askFirst }) =>
                askFirst
                  ? { posting, askFirst }
                  : { posting: { ...posting, mustAsk: false, version: posting.version + 1 }, askFirst },
              );
            },
          });
          return replacing<LedgerUnit>(unit, { postings });
        });
      },
    },
  },
  {
    name: 'lost_lease_writes_all_the_same',
    what: 'a worker whose lease was taken over still writes its outcome: a write without a check of the version',
    within: 2000,
    mechanism: {
      postingPlan: (plan) => ({ ...plan, lease: { ...plan.lease, durationMs: 20_000 } }),
      store: (store) => {
        const mine = new Map<string, Posting>();
        return new WrappedStore(store, (unit) => {
          const current = new Map<string, Posting>();
          const postings = replacing(unit.postings, {
            lease: async (request, limit) => {
              const leased = await unit.postings.lease(request, limit);
              for (const { posting } of leased) mine.set(posting.id, posting);
              return leased;
            },
            lock: async (id) => {
              const row = await unit.postings.lock(id);
              if (row) current.set(id, row);
              return mine.get(id) ?? row;
            },
            update: async (row) => {
              const before = current.get(row.id);
              await unit.postings.update(before ? { ...row, version: before.version + 1 } : row);
              if (before) mine.set(row.id, { ...row, version: before.version + 1 });
            },
          });
          return replacing<LedgerUnit>(unit, { postings });
        });
      },
    },
  },
  {
    name: 'reversal_before_its_credit',
    what: 'postings of one payment are not kept in their order',
    within: 1000,
    mechanism: leaseBy(
      (row, now) => row.kind === 'reversal' && row.state === 'due' && row.nextAttemptAt <= now,
    ),
  },
  {
    name: 'poster_not_fixed',
    what: 'after a change of the manager an open posting is sent under the new one',
    within: 3000,
    mechanism: {
      billing: (billing) => replacing(billing, { getPosterId: () => Promise.resolve('42') }),
    },
  },
];
