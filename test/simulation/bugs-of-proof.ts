import type { LedgerUnit } from '../../src/ledger/ledger-store.port';
import { NoJournal } from '../../src/ledger/no-journal';
import type { SeededBug } from './seeded-bugs';
import { replacing, WrappedStore } from './wrapped-unit';

export const PROOF_BUGS: readonly SeededBug[] = [
  {
    name: 'billing_never_read_back',
    what: 'what a hand alters in billing, or its core doubles, is seen by nobody',
    within: 200,
    mechanism: { readsBack: false },
  },
  {
    name: 'doubles_not_seen',
    what: 'the reader of billing takes the first record of a receipt for all of them',
    within: 1000,
    mechanism: {
      billing: (billing) =>
        replacing(billing, {
          listPayments: async (range, cursor) => {
            const page = await billing.listPayments(range, cursor);
            const seen = new Set<string>();
            const payments = page.payments.filter(({ receipt }) => !seen.has(receipt) && seen.add(receipt));
            return { ...page, payments };
          },
        }),
    },
  },
  {
    name: 'no_journal',
    what: 'nothing is kept outside the database: a restored backup loses the orders made since',
    within: 300,
    mechanism: { journal: () => new NoJournal() },
  },
  {
    name: 'no_quarantine',
    what: 'after a restored backup posting goes on as if nothing had been',
    within: 500,
    mechanism: {
      store: (store) =>
        new WrappedStore(store, (unit) =>
          replacing<LedgerUnit>(unit, {
            quarantines: replacing(unit.quarantines, {
              open: () => Promise.resolve(null),
              insert: () => Promise.resolve(),
              castsDoubtOn: () => Promise.resolve(false),
            }),
          }),
        ),
    },
  },
];
