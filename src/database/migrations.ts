import { Ledger1732406400000 } from './migrations/1732406400000-ledger';

/** Every migration, in order. */
export const MIGRATIONS = [Ledger1732406400000];
