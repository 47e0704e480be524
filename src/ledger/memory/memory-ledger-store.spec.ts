import { ledgerStoreContract } from '../ledger-store.contract';
import { readBackRowsContract } from '../read-back-rows.contract';
import { quarantineRowsContract } from '../quarantine-rows.contract';
import { suspenseRowsContract } from '../suspense-rows.contract';
import { MemoryLedgerStore } from './memory-ledger-store';

describe('the ledger store in memory', () => {
  ledgerStoreContract(() => Promise.resolve(new MemoryLedgerStore()));
  quarantineRowsContract(() => Promise.resolve(new MemoryLedgerStore()));
  readBackRowsContract(() => Promise.resolve(new MemoryLedgerStore()));
  suspenseRowsContract(() => Promise.resolve(new MemoryLedgerStore()));
});
