import type { DataSource } from 'typeorm';
import { orderIdOf, receiptOf } from '../../src/ledger/document-numbers';
import type { Payment } from '../../src/ledger/payment';
import type { Posting } from '../../src/ledger/posting';
import { SqlLedgerStore } from '../../src/ledger/sql/sql-ledger-store';
import type { PaymentLine } from '../../src/books/payment-line';
import type { PaymentLineFilter } from '../../src/books/payment-line-filter';
import { livePaymentLines } from '../../src/books/payment-lines';
import { SqlUnits } from '../../src/database/sql-units';
import { kopecks } from '../../src/shared/money';
import { dropAndClose, freshDataSource } from '../support/database';
import { FakeClock, samplePayment, samplePosting, SeededRandom } from '../support/fakes';

const day = { from: new Date('2026-11-23T21:00:00Z'), to: new Date('2026-11-24T21:00:00Z') };
const noon = new Date('2026-11-24T09:00:00Z');

describe('the lines of payments in MariaDB', () => {
  let dataSource: DataSource;
  let units: SqlUnits;
  let store: SqlLedgerStore;
  beforeAll(async () => {
    dataSource = await freshDataSource();
    units = new SqlUnits(dataSource, new FakeClock(), new SeededRandom(1));
    store = new SqlLedgerStore(dataSource, new FakeClock(), new SeededRandom(1));
  });
  beforeEach(async () => {
    for (const table of ['payments', 'postings', 'payment_events', 'registries', 'registry_lines'])
      await dataSource.query(`DELETE FROM ${table}`);
  });
  afterAll(() => dropAndClose(dataSource));

  const keep = async (payment: Payment, ...postings: readonly Posting[]): Promise<Payment> => {
    await store.unitOfWork(async (unit) => {
      await unit.payments.insert(payment);
      for (const posting of postings) await unit.postings.insert(posting);
    });
    return payment;
  };
  const confirmed = (changes: Partial<Payment> = {}): Payment =>
    samplePayment({ status: 'confirmed', createdAt: noon, confirmedAt: noon, ...changes });

  const read = async (filter?: PaymentLineFilter, range = day): Promise<PaymentLine[]> => {
    const lines: PaymentLine[] = [];
    for await (const chunk of livePaymentLines(units, range, filter)) lines.push(...chunk);
    return lines;
  };
  const idsRead = async (filter?: PaymentLineFilter, range = day): Promise<string[]> =>
    (await read(filter, range)).map(({ paymentId }) => paymentId);

  async function keepRegistryLine(changes: Record<string, string | number | null>): Promise<void> {
    const row = {
      registry_id: 'r1',
      line_number: 2,
      operation_key: 'k',
      superseded_by: null,
      terminal: 'DEMO',
      order_id: null,
      acquirer_payment_id: '9100000001',
      operation: 'payment',
      raw_operation: 'Покупка',
      amount_kopecks: 50_000,
      fee_kopecks: 1_000,
      net_kopecks: 49_000,
      operated_at: '2026-11-24 09:00:00.000',
      day: '2026-11-24',
      ...changes,
    };
    const values = Object.values(row);
    await dataSource.query(
      `INSERT INTO registry_lines (${Object.keys(row).join(', ')}) VALUES (${values.map(() => '?').join(', ')})`,
      values,
    );
  }
  const keepRegistry = (id: string, state: string): Promise<unknown> =>
    dataSource.query(
      `INSERT INTO registries (id, content_hash, file_name, format, size_bytes, state, uploaded_at, uploaded_by, lines_good, lines_bad)
        VALUES (?, ?, 'r.csv', 'csv', 1, ?, '2026-11-25', 'key:finance', 1, 0)`,
      [id, id, state],
    );

  it('tell what bank, ledger and billing have of a payment', async () => {
    const payment = confirmed({ status: 'posted', lastBankStatus: 'CONFIRMED', flag: 'partial_refund' });
    const posted = { state: 'posted', recordId: '77', posterId: '7', postedAt: noon } as const;
    await keep({ ...payment, postedAt: noon }, samplePosting(payment, posted));
    expect(await read()).toEqual([
      {
        paymentId: payment.id,
        orderId: orderIdOf(payment.id),
        acquirerPaymentId: '9100000001',
        terminal: 'DEMO',
        channel: 'card',
        operatorName: 'ООО «Сеть»',
        subscriberUid: '940',
        agreementId: '1940',
        agreementNumber: '001',
        amountKopecks: 50_000,
        status: 'posted',
        bankStatus: 'CONFIRMED',
        flag: 'partial_refund',
        createdAt: noon,
        confirmedAt: noon,
        postedAt: noon,
        accountedAt: noon,
        receipt: receiptOf(payment.id, 'credit'),
        postingState: 'posted',
        recordId: '77',
        posterId: '7',
        refundedAt: null,
        reversalState: null,
        reversalRecordId: null,
        feeKopecks: null,
        netKopecks: null,
      },
    ]);
  });

  it('stand where they were confirmed, else where they were made; the day ends before its end', async () => {
    const [before, first, last, after, late] = [
      samplePayment({ createdAt: new Date(day.from.getTime() - 1) }),
      samplePayment({ createdAt: day.from }),
      samplePayment({ createdAt: new Date(day.to.getTime() - 1) }),
      samplePayment({ createdAt: day.to }),
      confirmed({ createdAt: noon, confirmedAt: day.to }),
    ];
    for (const payment of [after, late, last, first, before]) await keep(payment);
    expect(await idsRead()).toEqual([first.id, last.id]);
  });

  it('hold the last credit, and only what undid that one', async () => {
    const payment = confirmed();
    const second = 'TB-SECOND';
    await keep(
      payment,
      samplePosting(payment, { state: 'posted', recordId: '1' }),
      samplePosting(payment, { kind: 'reversal', sequence: 2, state: 'posted', recordId: '2' }),
      samplePosting(payment, { sequence: 3, receipt: second, agreementId: '1941' }),
    );
    expect(await read()).toMatchObject([
      { receipt: second, postingState: 'due', recordId: null, reversalState: null, reversalRecordId: null },
    ]);
  });

  it('tell when all of it went back, and what undid the credit', async () => {
    const payment = confirmed({ status: 'refunded' });
    await keep(
      payment,
      samplePosting(payment, { state: 'posted', recordId: '1' }),
      samplePosting(payment, { kind: 'reversal', state: 'posted', recordId: '2' }),
    );
    const event = { paymentId: payment.id, actor: 'bank:poll', evidence: {} } as const;
    await store.unitOfWork(async (unit) => {
      await unit.events.append({
        ...event,
        id: 'e1',
        at: new Date('2026-11-24T10:00:00Z'),
        type: 'moved',
        from: 'confirmed',
        to: 'posted',
      });
      await unit.events.append({
        ...event,
        id: 'e2',
        at: new Date('2026-11-24T11:00:00Z'),
        type: 'moved',
        from: 'posted',
        to: 'refunded',
      });
    });
    expect(await read()).toMatchObject([
      {
        refundedAt: new Date('2026-11-24T11:00:00Z'),
        reversalState: 'posted',
        reversalRecordId: '2',
        recordId: '1',
      },
    ]);
  });

  it('have fee and net from the registries in force, and from payments alone', async () => {
    await keep(confirmed());
    await keep(confirmed({ acquirerPaymentId: '9100000002' }));
    await keep(samplePayment({ acquirerPaymentId: null, createdAt: noon }));
    await keepRegistry('r1', 'read');
    await keepRegistry('r2', 'reading');
    await keepRegistryLine({});
    await keepRegistryLine({ line_number: 3, fee_kopecks: 500, net_kopecks: -500, amount_kopecks: 0 });
    await keepRegistryLine({ line_number: 4, superseded_by: 'r3' });
    await keepRegistryLine({
      line_number: 5,
      operation: 'refund',
      amount_kopecks: -50_000,
      net_kopecks: -50_000,
    });
    await keepRegistryLine({ line_number: 6, registry_id: 'r2' });
    expect((await read()).map(({ feeKopecks, netKopecks }) => [feeKopecks, netKopecks])).toEqual([
      [1_500, 48_500],
      [null, null],
      [null, null],
    ]);
  });

  it('come once each, in chunks, in the order of moment and id, though many share one moment', async () => {
    const payments = Array.from({ length: 2_345 }, (_, serial) =>
      samplePayment({ createdAt: new Date(noon.getTime() + Math.floor(serial / 700)) }),
    );
    await store.unitOfWork(async (unit) => {
      for (const payment of payments) await unit.payments.insert(payment);
    });
    let chunks = 0;
    const ids: string[] = [];
    for await (const chunk of livePaymentLines(units, day)) {
      chunks += 1;
      ids.push(...chunk.map(({ paymentId }) => paymentId));
    }
    expect(ids).toEqual(payments.map(({ id }) => id));
    expect(chunks).toBeGreaterThan(1);
  });

  it('are those that are asked for', async () => {
    const one = await keep(confirmed({ terminal: 'A', agreementId: '1', operatorName: null }));
    const two = await keep(
      samplePayment({ createdAt: noon, terminal: 'B', agreementId: '2', amountKopecks: kopecks(1) }),
    );
    expect(await idsRead({ terminal: 'A' })).toEqual([one.id]);
    expect(await idsRead({ status: 'awaiting_payer', channel: 'card' })).toEqual([two.id]);
    expect(await idsRead({ agreementId: '2', operatorName: 'ООО «Сеть»', terminal: null })).toEqual([two.id]);
    expect(await idsRead({ agreementId: "2' OR 1=1" })).toEqual([]);
    expect(await read({ terminal: 'A', agreementId: '2' })).toEqual([]);
  });
});
