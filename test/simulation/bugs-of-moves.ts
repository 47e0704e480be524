import { addPosting, lastCredit } from '../../src/ledger/chain';
import { ordinalOf } from '../../src/ledger/document-numbers';
import type { LedgerUnit } from '../../src/ledger/ledger-store.port';
import type { Posting } from '../../src/ledger/posting';
import type { SuspenseCase } from '../../src/ledger/suspense-case';
import { Transfers } from '../../src/ledger/transfers';
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
    within: 100,
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
    within: 1000,
    mechanism: moving((inner) => (unit, payment, order) => {
      const lockOfPayment = async (id: string): Promise<readonly Posting[]> =>
        (await unit.postings.lockOfPayment(id)).map(asNeverSent);
      const seen = replacing<LedgerUnit>(unit, { postings: replacing(unit.postings, { lockOfPayment }) });
      return inner.move(seen, payment, order);
    }),
  },
  {
    name: 'moved_after_a_refund',
    what: 'money that went back to the payer is moved all the same',
    within: 1000,
    mechanism: moving((inner) => (unit, payment, order) => {
      const isBack = payment.status === 'refunded' || payment.status === 'partially_refunded';
      return inner.move(unit, isBack ? { ...payment, status: 'posted' } : payment, order);
    }),
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
    name: 'moved_from_where_it_was',
    what: 'a move that was decided on an older state of the payment is carried out',
    within: 2000,
    mechanism: moving((inner) => async (unit, payment, order) => {
      const credit = lastCredit(await unit.postings.ofPayment(payment.id));
      return inner.move(unit, payment, { ...order, fromReceipt: credit?.receipt ?? order.fromReceipt });
    }),
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
