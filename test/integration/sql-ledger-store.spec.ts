import type { DataSource, QueryRunner } from 'typeorm';
import { ledgerStoreContract, samplePayment, samplePosting } from '../../src/ledger/ledger-store.contract';
import { quarantineRowsContract } from '../../src/ledger/quarantine-rows.contract';
import { readBackRowsContract } from '../../src/ledger/read-back-rows.contract';
import { suspenseRowsContract } from '../../src/ledger/suspense-rows.contract';
import { SqlLedgerStore } from '../../src/ledger/sql/sql-ledger-store';
import { SystemClock } from '../../src/shared/clock';
import { OutOfService } from '../../src/shared/out-of-service';
import { SystemRandom } from '../../src/shared/random';
import { dropAndClose, freshDataSource } from '../support/database';

const TABLES = [
  'payments',
  'payment_events',
  'postings',
  'notifications',
  'idempotency_keys',
  'quarantines',
  'service_state',
  'suspense_events',
  'suspense_cases',
];

describe('the ledger store in MariaDB', () => {
  let dataSource: DataSource;
  beforeAll(async () => {
    dataSource = await freshDataSource();
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => dropAndClose(dataSource));

  const open = async (): Promise<SqlLedgerStore> => {
    for (const table of TABLES) await dataSource.query(`DELETE FROM ${table}`);
    return new SqlLedgerStore(dataSource, new SystemClock(), new SystemRandom());
  };

  ledgerStoreContract(open);
  quarantineRowsContract(open);
  readBackRowsContract(open);
  suspenseRowsContract(open);

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

  it('never lends out a connection again that could not be rolled back', async () => {
    const store = await open();
    const payment = samplePayment();
    await store.unitOfWork((unit) => unit.payments.insert(payment));
    const createRunner = dataSource.createQueryRunner.bind(dataSource);
    jest.spyOn(dataSource, 'createQueryRunner').mockImplementationOnce(() => {
      const runner = createRunner();
      jest.spyOn(runner, 'rollbackTransaction').mockRejectedValueOnce(new Error('no part of a cluster'));
      return runner;
    });
    const failing = store.unitOfWork(async (unit) => {
      await unit.payments.lock({ id: payment.id });
      throw new Error('half-way');
    });
    await expect(failing).rejects.toThrow('half-way');
    const sessions = await Promise.all(
      Array.from({ length: 10 }, () =>
        dataSource.query<{ inside: string | number }[]>('SELECT @@in_transaction AS inside, SLEEP(0.1)'),
      ),
    );
    expect(sessions.flat().map(({ inside }) => Number(inside))).toEqual(Array.from({ length: 10 }, () => 0));
    const held = await store.unitOfWork((unit) => unit.payments.lock({ id: payment.id }));
    expect(held?.id).toBe(payment.id);
  });

  it('runs a unit of work again when its connection breaks before the commit', async () => {
    const store = await open();
    const createRunner = dataSource.createQueryRunner.bind(dataSource);
    const runners: QueryRunner[] = [];
    jest.spyOn(dataSource, 'createQueryRunner').mockImplementation(() => {
      const runner = createRunner();
      runners.push(runner);
      return runner;
    });
    const payment = samplePayment();
    let runs = 0;
    await store.unitOfWork(async (unit) => {
      runs += 1;
      await unit.payments.insert(payment);
      const connection = (await runners[0]?.connect()) as { stream: { destroy(): void } };
      if (runs === 1) connection.stream.destroy();
      await unit.payments.find(payment.id);
    });
    expect(runs).toBe(2);
    expect(await store.read((unit) => unit.payments.find(payment.id))).toEqual(payment);
  });

  it('does not run a unit of work again when a commit got no answer: whoever asked asks again', async () => {
    const store = await open();
    const createRunner = dataSource.createQueryRunner.bind(dataSource);
    jest.spyOn(dataSource, 'createQueryRunner').mockImplementationOnce(() => {
      const runner = createRunner();
      const commit = runner.commitTransaction.bind(runner);
      jest.spyOn(runner, 'commitTransaction').mockImplementationOnce(async () => {
        await commit();
        throw Object.assign(new Error('lost'), { code: 'PROTOCOL_CONNECTION_LOST', fatal: true });
      });
      return runner;
    });
    const payment = samplePayment();
    let runs = 0;
    const work = store.unitOfWork(async (unit) => {
      runs += 1;
      await unit.payments.insert(payment);
    });
    await expect(work).rejects.toBeInstanceOf(OutOfService);
    expect(runs).toBe(1);
    expect(await store.read((unit) => unit.payments.find(payment.id))).toEqual(payment);
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
