import type { DataSource } from 'typeorm';
import { SqlUnits } from '../../src/database/sql-units';
import type { MemoryLedgerStore } from '../../src/ledger/memory/memory-ledger-store';
import type { Payment } from '../../src/ledger/payment';
import { SqlLedgerStore } from '../../src/ledger/sql/sql-ledger-store';
import { sampleCase } from '../../src/ledger/suspense-rows.contract';
import { SystemClock } from '../../src/shared/clock';
import { SystemRandom } from '../../src/shared/random';
import { OrdersInBooks } from '../../src/suspense/orders-in-books';
import { dropAndClose, freshDataSource } from '../support/database';
import { bankSays, samplePayment, samplePosting, TestLedger } from '../support/fakes';
import { SuspenseHouse } from '../support/suspense-house';

// Goal: what the desk does holds over replicas that share one database, and the schema guards what the code promises.
describe('money in suspense over MariaDB', () => {
  let dataSource: DataSource;
  let one: SuspenseHouse;
  let other: SuspenseHouse;
  beforeAll(async () => {
    dataSource = await freshDataSource();
    const store = () => new SqlLedgerStore(dataSource, new SystemClock(), new SystemRandom());
    // Only their ids must not be alike.
    one = new SuspenseHouse(new TestLedger(store() as unknown as MemoryLedgerStore));
    other = new SuspenseHouse(new TestLedger(store() as unknown as MemoryLedgerStore));
    await other.ledger.clock.advance(60_000);
  });
  afterAll(() => dropAndClose(dataSource));

  async function paid(): Promise<Payment> {
    const payment = samplePayment({ status: 'posted', confirmedAt: one.ledger.clock.now() });
    return one.ledger.keep(payment, samplePosting(payment, { state: 'posted', recordId: '42' }));
  }
  const chainOf = async ({ id }: Payment): Promise<string[]> =>
    (await one.ledger.postings(id)).map(({ receipt, state }) => `${receipt.slice(29) || '-C1'} ${state}`);
  const codesOf = (works: readonly Promise<unknown>[]): Promise<string[]> =>
    Promise.all(
      works.map((work) =>
        work.then(
          () => 'done',
          (error: unknown) => (error as Error).message,
        ),
      ),
    );

  it('opens one case, whichever replicas are asked at one time', async () => {
    const payment = await paid();
    const opened = await Promise.all(
      [one, other, one, other].map((house, i) =>
        house.opening.execute(payment.id, 'Не туда', `key:${String(i)}`),
      ),
    );
    expect(new Set(opened.map(({ suspense }) => suspense.id)).size).toBe(1);
    expect(opened.filter(({ isNew }) => isNew)).toHaveLength(1);
  });

  it('moves once, however often and wherever it is approved at one time', async () => {
    const payment = await paid();
    const { id } = await one.wrong(payment);
    await one.propose(id);
    const approvals = [one, other, one, other].map((house) => house.approve(id, 'key:two'));
    expect(await codesOf(approvals)).toEqual(['done', 'done', 'done', 'done']);
    expect(await chainOf(payment)).toEqual(['-C1 posted', '-R1 due', '-C2 due']);
    expect((await one.events(id)).map(({ type }) => type)).toEqual(['opened', 'proposed', 'approved']);
  });

  it('lets one of two persons approve, or a dismissal win, and never both', async () => {
    const payment = await paid();
    const { id } = await one.wrong(payment);
    await one.propose(id);
    const codes = await codesOf([
      one.approve(id, 'key:two'),
      other.approve(id, 'key:three'),
      other.dismissing.execute(id, 'Так и надо', 'key:four'),
    ]);
    expect(codes.filter((code) => code === 'done')).toHaveLength(1);
    expect(codes.filter((code) => code === 'suspense_case_not_open')).toHaveLength(2);
    const [suspense] = await one.cases();
    expect(await chainOf(payment)).toHaveLength(suspense?.state === 'dismissed' ? 1 : 3);
  });

  it('knows a refund that comes at the same moment as an approval, in whichever order', async () => {
    const payment = await paid();
    const { id } = await one.wrong(payment);
    await one.propose(id);
    const [code] = await codesOf([
      other.approve(id, 'key:two'),
      one.ledger.bankStatuses.apply(bankSays(payment, 'refunded', { source: 'poll' })),
    ]);
    const approved = ['-C1 posted', '-R1 due', '-C2 voided', '-R2 voided'];
    expect(await chainOf(payment)).toEqual(code === 'done' ? approved : ['-C1 posted', '-R1 due']);
  });

  it('adopts an order once, whoever is faster', async () => {
    const said = { ...bankSays(samplePayment(), 'confirmed', { source: 'poll' }), orderId: 'shop-1' };
    for (const house of [one, other]) house.acquirer.on.getState.always(() => said);
    const about = { kind: 'unknown_order', paymentId: null, orderId: 'shop-1' } as const;
    const { suspense } = await one.book.open(
      sampleCase({ ...about, identity: 'unknown_order:1' }),
      'worker:suspense',
    );
    const twin = await one.book.open(
      sampleCase({ ...about, identity: 'unknown_order:2' }),
      'worker:suspense',
    );
    for (const { id } of [suspense, twin.suspense]) await one.propose(id);
    const codes = await codesOf([one.approve(suspense.id), other.approve(twin.suspense.id)]);
    expect(codes.sort()).toEqual(['done', 'suspense_case_changed']);
    const known = await one.ledger.store.read((unit) => unit.suspenseSearch.paymentsOf(['shop-1']));
    expect(known).toMatchObject([{ amountKopecks: 50_000, status: 'created' }]);
  });

  it('is held to two persons by the schema', async () => {
    const { id } = await one.wrong(await paid());
    await one.propose(id);
    const alone = "UPDATE suspense_cases SET state = 'moving', approved_by = proposed_by WHERE id = ?";
    await expect(dataSource.query(alone, [id])).rejects.toThrow('suspense_cases_two_persons');
    const nobody = "UPDATE suspense_cases SET state = 'moving' WHERE id = ?";
    await expect(dataSource.query(nobody, [id])).rejects.toThrow('suspense_cases_moved_by_two');
  });

  it('is read from the books: what registries and reconciliation know and the ledger does not', async () => {
    const ours = await paid();
    const registry = (id: string, state: string) =>
      dataSource.query(
        `INSERT INTO registries SET id = ?, content_hash = ?, file_name = 'f', format = 'csv', size_bytes = 1, state = ?,
          uploaded_at = NOW(3), uploaded_by = 'key:a', lines_good = 1, lines_bad = 0`,
        [id, id.padEnd(64, '0'), state],
      );
    const asPaid = { operation: 'payment', day: '2026-11-24', supersededBy: null as string | null };
    const line = (
      registryId: string,
      no: number,
      orderId: string | null,
      changes: Partial<typeof asPaid> = {},
    ) => {
      const { operation, day, supersededBy } = { ...asPaid, ...changes };
      return dataSource.query(
        `INSERT INTO registry_lines SET registry_id = ?, line_number = ?, operation_key = ?, terminal = 'DEMO', order_id = ?,
          acquirer_payment_id = '77', operation = ?, raw_operation = 'x', amount_kopecks = 12300, fee_kopecks = 0,
          net_kopecks = 12300, operated_at = '2026-11-24 09:00:00', day = ?, description = 'Договор 7', superseded_by = ?`,
        [registryId, no, `${registryId}${String(no)}`, orderId, operation, day, supersededBy],
      );
    };
    await registry('r1', 'read');
    await registry('r2', 'reading');
    await line('r1', 1, 'shop-7');
    await line('r1', 2, 'заказ-8');
    await line('r1', 3, ours.orderId);
    await line('r1', 4, null);
    await line('r1', 5, 'refund', { operation: 'refund' });
    await line('r1', 6, 'old', { day: '2026-11-22' });
    await line('r1', 7, 'again', { supersededBy: 'r9' });
    await line('r2', 1, 'half-read');
    const discrepancy = (id: string, orderId: string, state: string, kind = 'unknown_order') =>
      dataSource.query(
        `INSERT INTO discrepancies SET id = ?, identity = ?, class = ?, severity = 'error', day = '2026-11-24', terminal = 'DEMO',
          state = ?, remedy = 'none', order_id = ?, bank_kopecks = 500, details = '{}', last_run_id = 'x',
          first_seen_at = '2026-11-24 10:00:00', last_seen_at = NOW(3), settled_at = ?, version = 1`,
        [id, id.padEnd(64, '0'), kind, state, orderId, state === 'open' ? null : new Date()],
      );
    await discrepancy('d1', 'shop-9', 'open');
    await discrepancy('d2', 'shop-10', 'closed');
    await discrepancy('d3', ours.orderId, 'open');
    await discrepancy('d4', 'shop-11', 'open', 'not_confirmed');
    const units = new SqlUnits(dataSource, new SystemClock(), new SystemRandom());
    const found = await new OrdersInBooks(units).unknown('2026-11-23', 9);
    const at = (time: string): Date => new Date(`2026-11-24T${time}.000Z`);
    const inRegistry = {
      acquirerPaymentId: '77',
      terminal: 'DEMO',
      amountKopecks: 12_300,
      text: 'Договор 7',
    };
    expect([...found].sort((a, b) => (a.orderId < b.orderId ? -1 : 1))).toEqual([
      { ...inRegistry, orderId: 'shop-7', paidAt: at('09:00:00'), source: 'registry' },
      {
        orderId: 'shop-9',
        acquirerPaymentId: null,
        terminal: 'DEMO',
        amountKopecks: 500,
        text: null,
        paidAt: at('10:00:00'),
        source: 'reconciliation',
      },
      { ...inRegistry, orderId: 'заказ-8', paidAt: at('09:00:00'), source: 'registry' },
    ]);
    expect(await new OrdersInBooks(units).unknown('2026-11-23', 1)).toHaveLength(2);
  });
});
