import type { BankStatus } from '../../src/ledger/bank-status';
import { BankStatuses, type Application } from '../../src/ledger/bank-statuses';
import type { LedgerUnit } from '../../src/ledger/ledger-store.port';
import type { Posting } from '../../src/ledger/posting';
import { isEndedUnpaid } from '../../src/ledger/transitions';
import type { Mechanism } from './mechanism';
import type { SeededBug } from './seeded-bugs';
import { replacing, WrappedStore } from './wrapped-unit';

type Hearing = (
  hear: (status: BankStatus) => Promise<Application>,
  unit: LedgerUnit,
  status: BankStatus,
) => Promise<Application>;

/** Changes what the ledger makes of the bank's word. */
function hearing(change: Hearing): Partial<Mechanism> {
  return {
    bankStatuses: (tools, wakeup) =>
      new (class extends BankStatuses {
        override applyWithin(unit: LedgerUnit, status: BankStatus, claimed: Date | null = null) {
          return change((word) => super.applyWithin(unit, word, claimed), unit, status);
        }
      })(tools, wakeup),
  };
}

function rows(change: (unit: LedgerUnit) => Partial<LedgerUnit>): Partial<Mechanism> {
  return { store: (store) => new WrappedStore(store, (unit) => replacing(unit, change(unit))) };
}

const paymentOf = (unit: LedgerUnit, { orderId }: BankStatus) => unit.payments.lock({ orderId });

export const LEDGER_BUGS: readonly SeededBug[] = [
  {
    name: 'late_confirmed_ignored',
    what: 'a CONFIRMED after an ending of ours is thrown away',
    within: 500,
    mechanism: hearing(async (hear, unit, status) => {
      const payment = await paymentOf(unit, status);
      const isLate = status.state === 'confirmed' && payment !== null && isEndedUnpaid(payment.status);
      return isLate ? { outcome: 'noted', reason: 'late', flag: null, payment } : hear(status);
    }),
  },
  {
    name: 'sum_not_compared',
    what: 'the sum of a CONFIRMED is not held against the order, and is what gets credited',
    within: 300,
    mechanism: {
      ...hearing(async (hear, unit, status) => {
        const payment = await paymentOf(unit, status);
        const isOther = payment && status.amountKopecks !== null && status.state === 'confirmed';
        if (isOther && status.amountKopecks !== payment.amountKopecks && payment.status !== 'posted') {
          const amountKopecks = status.amountKopecks;
          await unit.payments.update({ ...payment, amountKopecks, version: payment.version + 1 });
        }
        return hear(status);
      }),
    },
  },
  {
    name: 'authorized_taken_for_paid',
    what: 'money that is only held counts as money taken',
    within: 300,
    mechanism: hearing((hear, _unit, status) =>
      hear(status.state === 'authorized' ? { ...status, state: 'confirmed' } : status),
    ),
  },
  {
    name: 'failed_try_ends_the_order',
    what: 'one declined card closes the order for good, and what is paid after it is not asked about',
    within: 300,
    mechanism: hearing(async (hear, unit, status) => {
      const payment = await paymentOf(unit, status);
      if (status.state === 'confirmed' && payment?.lastErrorCode !== null)
        return { outcome: 'noted', reason: 'closed', flag: null, payment };
      return hear(status);
    }),
  },
  {
    name: 'refund_ignored',
    what: 'the bank gives the money back, and the credit stays',
    within: 100,
    mechanism: hearing((hear, _unit, status) =>
      hear(status.state === 'refunded' ? { ...status, state: 'confirmed' } : status),
    ),
  },
  {
    name: 'void_after_sending',
    what: 'a credit that may be on its way is voided when the refund comes',
    within: 1000,
    mechanism: rows((unit) => ({
      postings: replacing(unit.postings, {
        lockOfPayment: async (paymentId) =>
          (await unit.postings.lockOfPayment(paymentId)).map((row): Posting => {
            const isOpen = row.kind === 'credit' && (row.state === 'in_progress' || row.mustAsk);
            return isOpen
              ? { ...row, state: 'due', mustAsk: false, leaseOwner: null, leaseUntil: null }
              : row;
          }),
      }),
    })),
  },
  {
    name: 'posting_outside_the_transaction',
    what: 'the posting is written after the confirmation was committed',
    within: 300,
    mechanism: {
      store: (store) => {
        const late: Posting[] = [];
        const wrapped = new WrappedStore(store, (unit) =>
          replacing<LedgerUnit>(unit, {
            postings: replacing(unit.postings, {
              insert: (row) => {
                late.push(row);
                return Promise.resolve();
              },
            }),
          }),
        );
        return replacing(wrapped, {
          unitOfWork: async (work) => {
            late.length = 0;
            const value = await wrapped.unitOfWork(work);
            for (const row of late.splice(0)) await store.unitOfWork((unit) => unit.postings.insert(row));
            return value;
          },
        });
      },
    },
  },
  {
    name: 'history_not_written',
    what: 'a move is made and no line of the history tells of it',
    within: 10,
    mechanism: rows((unit) => ({
      events: replacing(unit.events, {
        append: (event) => (event.to === 'posted' ? Promise.resolve() : unit.events.append(event)),
      }),
    })),
  },
  {
    name: 'idempotency_key_not_kept',
    what: 'a repeated request makes a second payment',
    within: 200,
    mechanism: rows((unit) => ({
      idempotencyKeys: replacing(unit.idempotencyKeys, {
        find: () => Promise.resolve(null),
        lock: () => Promise.resolve(null),
        insert: async (record) => {
          await unit.idempotencyKeys.remove(record.caller, record.key);
          await unit.idempotencyKeys.insert(record);
        },
      }),
    })),
  },
  {
    name: 'inbox_not_swept',
    what: 'what was stored and acknowledged before a crash is never applied',
    within: 300,
    mechanism: { sweepsInbox: false },
  },
];
