import type { DataSource } from 'typeorm';
import { ledgerStoreContract, samplePayment, samplePosting } from '../../src/ledger/ledger-store.contract';
import { SqlLedgerStore } from '../../src/ledger/sql/sql-ledger-store';
import { SystemClock } from '../../src/shared/clock';
import { SystemRandom } from '../../src/shared/random';
import { dropAndClose, freshDataSource } from '../support/database';

const TABLES = ['payments', 'payment_events', 'postings', 'notifications', 'idempotency_keys'];

describe('the ledger store in MariaDB', () => {
  let dataSource: DataSource;
  beforeAll(async () => {
    dataSource = await freshDataSource();
  });
  afterAll(() => dropAndClose(dataSource));

  const open = async (): Promise<SqlLedgerStore> => {
    for (const table of TABLES) await dataSource.query(`DELETE FROM ${table}`);
    return new SqlLedgerStore(dataSource, new SystemClock(), new SystemRandom());
  };

  ledgerStoreContract(open);

  it('runs a unit of work again after a deadlock, and loses nothing', async () => {
    const store = await open();
    const [a, b] = [samplePayment(), samplePayment()];
    await store.unitOfWork(async (unit) => {
      await unit.payments.insert(a);
      await unit.payments.insert(b);
    });
    const touch = (order: string[]) =>
      store.unitOfWork(async (unit) => {
        for (const id of order) {
          const held = await unit.payments.lock({ id });
          await new Promise((resolve) => setTimeout(resolve, 30));
          if (held)
            await unit.payments.update({
              ...held,
              askAttempts: held.askAttempts + 1,
              version: held.version + 1,
            });
        }
      });
    await Promise.all([touch([a.id, b.id]), touch([b.id, a.id]), touch([a.id, b.id]), touch([b.id, a.id])]);
    for (const { id } of [a, b])
      expect((await store.read((unit) => unit.payments.find(id)))?.askAttempts).toBe(4);
  });

  it('really refuses sums that are not positive, unknown states and half a lease', async () => {
    const store = await open();
    const payment = samplePayment();
    await store.unitOfWork(async (unit) => {
      await unit.payments.insert(payment);
      await unit.postings.insert(samplePosting(payment));
    });
    const refused = [
      'UPDATE payments SET amount_kopecks = 0',
      'UPDATE payments SET amount_kopecks = -1',
      "UPDATE payments SET status = 'paid'",
      "UPDATE payments SET status = 'confirmed', acquirer_payment_id = NULL",
      'UPDATE postings SET amount_kopecks = 0',
      "UPDATE postings SET state = 'done'",
      "UPDATE postings SET state = 'in_progress'",
      "UPDATE postings SET lease_owner = 'w1'",
    ];
    for (const statement of refused) {
      const outcome = await dataSource.query(statement).then(
        () => 'accepted',
        () => 'refused',
      );
      expect([statement, outcome]).toEqual([statement, 'refused']);
    }
  });
});
