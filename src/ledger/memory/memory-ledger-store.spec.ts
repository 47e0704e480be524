import { ledgerStoreContract } from '../ledger-store.contract';
import { MemoryLedgerStore } from './memory-ledger-store';

describe('the ledger store in memory', () => {
  ledgerStoreContract(() => Promise.resolve(new MemoryLedgerStore()));
});
