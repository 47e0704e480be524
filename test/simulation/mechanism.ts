import type { AcquirerPort } from '../../src/acquiring/acquirer.port';
import type { BillingPort } from '../../src/billing/billing.port';
import { BankStatuses } from '../../src/ledger/bank-statuses';
import type { Journal } from '../../src/ledger/journal.port';
import type { LedgerStore } from '../../src/ledger/ledger-store.port';
import type { LedgerTools } from '../../src/ledger/ledger-tools';
import { Transfers } from '../../src/ledger/transfers';
import type { Wakeup } from '../../src/ledger/wakeup';
import type { PostingPlan } from '../../src/posting/posting-worker';
import { STILL_AT_WORK_MS } from './terms';

/** The joints at which a seeded bug can take the place of what the service really does. */
export interface Mechanism {
  readonly store: (store: LedgerStore) => LedgerStore;
  readonly billing: (billing: BillingPort) => BillingPort;
  readonly acquirer: (acquirer: AcquirerPort) => AcquirerPort;
  /** The way to the bank by which a payer's cancellation goes. */
  readonly payersAcquirer: (acquirer: AcquirerPort) => AcquirerPort;
  readonly bankStatuses: (tools: LedgerTools, wakeup: Wakeup) => BankStatuses;
  readonly journal: (journal: Journal) => Journal;
  readonly transfers: (tools: LedgerTools) => Transfers;
  readonly postingPlan: (plan: PostingPlan) => PostingPlan;
  /** When the bank hears OK. */
  readonly acknowledges: 'once_stored' | 'before_storing';
  readonly asksBank: boolean;
  readonly sweepsInbox: boolean;
  readonly readsBack: boolean;
}

/** The service as it is. */
export const SOUND: Mechanism = {
  store: (store) => store,
  billing: (billing) => billing,
  acquirer: (acquirer) => acquirer,
  payersAcquirer: (acquirer) => acquirer,
  bankStatuses: (tools, wakeup) => new BankStatuses(tools, wakeup),
  journal: (journal) => journal,
  transfers: (tools) => new Transfers(tools, STILL_AT_WORK_MS),
  postingPlan: (plan) => plan,
  acknowledges: 'once_stored',
  asksBank: true,
  sweepsInbox: true,
  readsBack: true,
};
