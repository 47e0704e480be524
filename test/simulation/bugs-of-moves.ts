import { addPosting, lastCredit } from '../../src/ledger/chain';
import { ordinalOf } from '../../src/ledger/document-numbers';
import type { LedgerUnit } from '../../src/ledger/ledger-store.port';
import type { Posting } from '../../src/ledger/posting';
import type { SuspenseCase } from '../../src/ledger/suspense-case';
import { Transfers } from '../../src/ledger/transfers';
import { leaseBy } from './bugs-of-credits';
import type { SeededBug } from './seeded-bugs';
import { STILL_AT_WORK_MS } from './terms';
import { replacing, WrappedStore } from './wrapped-unit';

type Move = Transfers['move'];

/** Changes how a move is written. */
function moving(move: (inner: Transfers) => Move): SeededBug['mechanism'] {
  return {
    transfers: (tools) => {
      const inner = new Transfers(tools, STILL_AT_WORK_MS);
      return replacing(inner, { move: move(inner) });
    },
  };
}

const asNeverSent = (row: Posting): Posting =>
  row.state === 'posted' || row.state === 'voided'
    ? row
    : { ...row, state: 'due', mustAsk: false, leaseOwner: null, leaseUntil: null };

export const MOVE_BUGS: readonly SeededBug[] = [
  {
    name: 'moved_without_undoing',
    what: 'the new credit goes out, and nothing undoes the old one',
    within: 50,
    mechanism: {
      transfers: (tools) => {
        const inner = new Transfers(tools, STILL_AT_WORK_MS);
        return replacing(inner, {
          move: async (unit, payment, order) => {
            const credit = lastCredit(await unit.postings.lockOfPayment(payment.id));
            if (!credit) return 'not_confirmed';
            const ordinal = ordinalOf(credit.sequence) + 1;
            const agreementId = order.toAgreementId;
            await addPosting(tools, unit, payment, { kind: 'credit', ordinal, agreementId });
            return null;
          },
        });
      },
    },
  },
  {
    name: 'moved_what_may_be_sent',
    what: 'a credit that may be on its way is voided when its money is moved',
    within: 500,
    mechanism: moving((inner) => (unit, payment, order) => {
      const lockOfPayment = async (id: string): Promise<readonly Posting[]> =>
        (await unit.postings.lockOfPayment(id)).map(asNeverSent);
      const seen = replacing<LedgerUnit>(unit, { postings: replacing(unit.postings, { lockOfPayment }) });
      return inner.move(seen, payment, order);
    }),
  },
  {
    name: 'credited_before_undone',
    what: 'the new credit does not wait until the old one is undone',
    within: 500,
    mechanism: leaseBy(
      (row, now) =>
        row.kind === 'credit' && row.sequence > 1 && row.state === 'due' && row.nextAttemptAt <= now,
    ),
  },
  {
    name: 'first_credit_undone',
    what: 'whatever is undone, the first credit of the payment is cancelled',
    within: 300,
    mechanism: {
      billing: (billing) =>
        replacing(billing, {
          cancelPayment: (receipt, notAfter) =>
            billing.cancelPayment(receipt.replace(/-C\d+$/, ''), notAfter),
        }),
    },
  },
  {
    name: 'one_person_suffices',
    what: 'who proposed a move can approve it',
    within: 300,
    mechanism: {
      store: (store) => {
        const byNobody = (suspense: SuspenseCase | null): SuspenseCase | null =>
          suspense?.proposal
            ? { ...suspense, proposal: { ...suspense.proposal, by: 'key:nobody' } }
            : suspense;
        return new WrappedStore(store, (unit) =>
          replacing<LedgerUnit>(unit, {
            suspense: replacing(unit.suspense, {
              find: async (id) => byNobody(await unit.suspense.find(id)),
              lock: async (id) => byNobody(await unit.suspense.lock(id)),
            }),
          }),
        );
      },
    },
  },
];
