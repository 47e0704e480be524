import type { AcquirerPort } from '../acquiring/acquirer.port';
import type { BillingPort } from '../billing/billing.port';
import type { AdoptedOrders } from '../ledger/adopted-orders';
import type { LedgerStore } from '../ledger/ledger-store.port';
import type { Transfers } from '../ledger/transfers';
import type { Wakeup } from '../ledger/wakeup';
import type { Clock } from '../shared/clock';
import type { CaseBook } from './case-book';

/** What the acts of the desk work with. */
export interface SuspenseDesk {
  readonly store: LedgerStore;
  readonly book: CaseBook;
  readonly transfers: Transfers;
  readonly adoptedOrders: AdoptedOrders;
  readonly billing: Pick<BillingPort, 'findOwner' | 'getAccount'>;
  readonly acquirer: Pick<AcquirerPort, 'terminal' | 'getState' | 'findOrder'>;
  readonly wakeup: Wakeup;
  readonly clock: Clock;
}
