import { Ledger1795478400000 } from './migrations/1795478400000-ledger';

/** Every migration, in order. */
export const MIGRATIONS = [Ledger1795478400000];
