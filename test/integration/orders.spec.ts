import type { DataSource } from 'typeorm';
import { AskPlan } from '../../src/ledger/ask-plan';
import { NoJournal } from '../../src/ledger/no-journal';
import { Orders, type NewPayment, type RequestIdentity } from '../../src/ledger/orders';
import { SqlLedgerStore } from '../../src/ledger/sql/sql-ledger-store';
import { SystemClock } from '../../src/shared/clock';
import { Ids } from '../../src/shared/ids';
import { kopecks } from '../../src/shared/money';
import { SystemRandom } from '../../src/shared/random';
import { dropAndClose, freshDataSource } from '../support/database';

const ROUNDS = 25;
const TWINS = 8;

const ORDER: NewPayment = {
  subscriberUid: '940',
  agreementId: '1940',
  agreementNumber: '001',
  amountKopecks: kopecks(50_000),
  terminal: 'DEMO',
  expiresAt: new Date('2026-11-24T10:00:00Z'),
  firstAskAt: new Date('2026-11-24T09:00:30Z'),
};

// Goal: the races of real transactions, which a store in memory cannot show. A twin once removed the key that another had
// just written, and made a second payment under it.
describe('orders in MariaDB', () => {
  let dataSource: DataSource;
  let orders: Orders;
  beforeAll(async () => {
    dataSource = await freshDataSource();
    const [clock, random] = [new SystemClock(), new SystemRandom()];
    orders = new Orders({
      store: new SqlLedgerStore(dataSource, clock, random),
      clock,
      ids: new Ids(clock, random),
      askPlan: new AskPlan({ firstMs: 1_000, factor: 2, capMs: 10_000 }, clock, random),
      journal: new NoJournal(),
    });
  });
  afterAll(() => dropAndClose(dataSource));

  const requestOf = (key: string): RequestIdentity => ({
    caller: 'subscriber:940',
    key,
    fingerprint: 'f'.repeat(64),
  });
  const openTwins = (key: string) =>
    Promise.all(Array.from({ length: TWINS }, () => orders.open(ORDER, requestOf(key))));

  it('open one payment for twins of one request, in every round', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const kinds = (await openTwins(`twins-${String(round)}`)).map(({ kind }) => kind);
      expect(kinds.filter((kind) => kind === 'opened')).toHaveLength(1);
      expect(kinds.filter((kind) => kind === 'in_flight')).toHaveLength(TWINS - 1);
    }
    const [row] = await dataSource.query<{ n: string }[]>('SELECT COUNT(*) AS n FROM payments');
    expect(Number(row?.n)).toBe(ROUNDS);
  });

  it('open one new payment for twins whose first one ended without an order', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const key = `again-${String(round)}`;
      const first = await orders.open(ORDER, requestOf(key));
      if (first.kind !== 'opened') throw new Error('The first is new');
      await orders.failed(first.payment.id, 'cancelled', 'bank:unreachable', 'unreachable');
      const kinds = (await openTwins(key)).map(({ kind }) => kind);
      expect(kinds.filter((kind) => kind === 'opened')).toHaveLength(1);
    }
  });
});
