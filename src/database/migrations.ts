import { Ledger1795478400000 } from './migrations/1795478400000-ledger';
import { HistoryOrder1795480000000 } from './migrations/1795480000000-history-order';
import { ReadBack1795482000000 } from './migrations/1795482000000-read-back';
import { Quarantine1795485600000 } from './migrations/1795485600000-quarantine';
import { Sessions1795489200000 } from './migrations/1795489200000-sessions';
import { PromiseAttempts1795491000000 } from './migrations/1795491000000-promise-attempts';
import { Accounting1795500000000 } from './migrations/1795500000000-accounting';
import { Registries1795501000000 } from './migrations/1795501000000-registries';
import { Reconciliation1795502000000 } from './migrations/1795502000000-reconciliation';
import { Closing1795503000000 } from './migrations/1795503000000-closing';
import { Suspense1795504000000 } from './migrations/1795504000000-suspense';
import { Payouts1795505000000 } from './migrations/1795505000000-payouts';

/** Every migration, in order. */
export const MIGRATIONS = [
  Ledger1795478400000,
  HistoryOrder1795480000000,
  ReadBack1795482000000,
  Quarantine1795485600000,
  Sessions1795489200000,
  PromiseAttempts1795491000000,
  Accounting1795500000000,
  Registries1795501000000,
  Reconciliation1795502000000,
  Closing1795503000000,
  Suspense1795504000000,
  Payouts1795505000000,
];
