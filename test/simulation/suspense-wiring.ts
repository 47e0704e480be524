import type { AcquirerPort } from '../../src/acquiring/acquirer.port';
import type { BillingPort } from '../../src/billing/billing.port';
import { AdoptedOrders } from '../../src/ledger/adopted-orders';
import type { LedgerTools } from '../../src/ledger/ledger-tools';
import type { Transfers } from '../../src/ledger/transfers';
import type { Wakeup } from '../../src/ledger/wakeup';
import { BusinessDays } from '../../src/shared/business-days';
import { ApproveMove } from '../../src/suspense/approve-move';
import { CaseBook } from '../../src/suspense/case-book';
import { FindCases } from '../../src/suspense/find-cases';
import { OpenByPerson } from '../../src/suspense/open-by-person';
import { ProposeMove } from '../../src/suspense/propose-move';
import { SettleCases } from '../../src/suspense/settle-cases';
import type { SuspenseDesk } from '../../src/suspense/suspense-desk';
import { SuspenseWork } from '../../src/suspense/suspense-work';
import { FINDING, READING } from './terms';

interface SuspenseNeeds {
  readonly tools: LedgerTools;
  readonly transfers: Transfers;
  readonly acquirer: AcquirerPort;
  readonly billing: BillingPort;
  readonly wakeup: Wakeup;
}

export interface SuspenseParts {
  readonly opening: OpenByPerson;
  readonly proposing: ProposeMove;
  readonly approving: ApproveMove;
  readonly work: SuspenseWork;
}

/** The desk of money in suspense, as the composition root puts it together; nothing is in the books. */
export function suspenseOf({ tools, transfers, acquirer, billing, wakeup }: SuspenseNeeds): SuspenseParts {
  const { store, clock, ids } = tools;
  const book = new CaseBook(store, clock, ids);
  const adoptedOrders = new AdoptedOrders(tools);
  const desk: SuspenseDesk = { store, book, transfers, adoptedOrders, billing, acquirer, wakeup, clock };
  const inBooks = { unknown: () => Promise.resolve([]) };
  const find = new FindCases(store, book, inBooks, new BusinessDays(READING.timeZone), clock, FINDING);
  return {
    opening: new OpenByPerson(desk),
    proposing: new ProposeMove(desk),
    approving: new ApproveMove(desk),
    work: new SuspenseWork(new SettleCases(store, book), find, ids),
  };
}
