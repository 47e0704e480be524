import type { DataSource } from 'typeorm';
import {
  canonicalCorrection,
  correctionsIn,
  parseCorrection,
  type Correction,
} from '../../src/books/corrections';
import { SqlUnits } from '../../src/database/sql-units';
import type { Payment } from '../../src/ledger/payment';
import type { PaymentEvent } from '../../src/ledger/payment-event';
import { SqlLedgerStore } from '../../src/ledger/sql/sql-ledger-store';
import { dropAndClose, freshDataSource } from '../support/database';
import { FakeClock, samplePayment, SeededRandom, SequentialIds } from '../support/fakes';

/** The day that is closed ends at this midnight of Moscow; what happens after it happens on the next day. */
const midnight = new Date('2026-11-24T21:00:00Z');
const at = (minutes: number): Date => new Date(midnight.getTime() + minutes * 60_000);
const nextDay = { from: midnight, to: at(1_440) };

describe('the corrections in MariaDB', () => {
  const ids = new SequentialIds(new FakeClock());
  let dataSource: DataSource;
  let units: SqlUnits;
  let store: SqlLedgerStore;
  let payment: Payment;
  beforeAll(async () => {
    dataSource = await freshDataSource();
    units = new SqlUnits(dataSource, new FakeClock(), new SeededRandom(1));
    store = new SqlLedgerStore(dataSource, new FakeClock(), new SeededRandom(1));
  });
  beforeEach(async () => {
    for (const table of ['payments', 'payment_events', 'day_seals', 'closed_rows'])
      await dataSource.query(`DELETE FROM ${table}`);
    payment = samplePayment({ status: 'posted', createdAt: at(-60), confirmedAt: at(-60) });
    await store.unitOfWork((unit) => unit.payments.insert(payment));
  });
  afterAll(() => dropAndClose(dataSource));

  const happens = (minutes: number, changes: Partial<PaymentEvent>): Promise<void> =>
    store.unitOfWork((unit) =>
      unit.events.append({
        id: ids.next(),
        paymentId: payment.id,
        at: at(minutes),
        type: 'moved',
        actor: 'bank:poll',
        from: null,
        to: null,
        evidence: {},
        ...changes,
      }),
    );
  const link = (sequence: number, kind: 'close' | 'reopen', day: string, minutes: number): Promise<unknown> =>
    dataSource.query(
      `INSERT INTO day_seals (sequence, kind, day, row_count, rows_hash, previous_hash, hash, sealed_at, actor, second_actor, reason)
        VALUES (?, ?, ?, 1, 'r', 'p', 'h', ?, 'key:one', 'key:two', 'why')`,
      [sequence, kind, day, at(minutes)],
    );
  const freeze = (sequence: number, rowNo = 1): Promise<unknown> =>
    dataSource.query(
      `INSERT INTO closed_rows (seal_sequence, row_no, kind, payment_id, content, row_hash) VALUES (?, ?, 'payment', ?, '{}', 'h')`,
      [sequence, rowNo, payment.id],
    );
  const close = async (sequence: number, day: string, minutes: number): Promise<void> => {
    await link(sequence, 'close', day, minutes);
    await freeze(sequence);
  };
  const read = async (): Promise<Correction[]> => {
    const corrections: Correction[] = [];
    for await (const chunk of correctionsIn(units, nextDay)) corrections.push(...chunk);
    return corrections;
  };
  const refund = { from: 'posted', to: 'refunded' } as const;

  it('are what happened to the payments of a closed day after it was closed', async () => {
    await close(1, '2026-11-24', 30);
    await happens(20, { from: 'confirmed', to: 'posted' });
    await happens(40, { type: 'noted' });
    await happens(41, refund);
    await happens(42, { type: 'flagged', evidence: { flag: 'partial_refund' } });
    await happens(43, {
      type: 'posting',
      actor: 'worker:posting',
      evidence: { kind: 'reversal', how: 'posted' },
    });
    await happens(44, { type: 'posting', evidence: { kind: 'credit', how: 'parked: rejected' } });
    await happens(1_440, refund);
    const common = { closedDay: '2026-11-24', paymentId: payment.id, orderId: payment.orderId, from: null };
    expect(await read()).toEqual([
      { ...common, ...refund, at: at(41), what: 'moved', deltaKopecks: -50_000, actor: 'bank:poll' },
      { ...common, at: at(42), what: 'flagged', to: 'partial_refund', deltaKopecks: 0, actor: 'bank:poll' },
      { ...common, at: at(43), what: 'reversal', to: 'posted', deltaKopecks: 0, actor: 'worker:posting' },
      { ...common, at: at(44), what: 'credit', to: 'parked: rejected', deltaKopecks: 0, actor: 'bank:poll' },
    ]);
  });

  it('are none while no day holds the payment closed', async () => {
    await happens(40, refund);
    expect(await read()).toEqual([]);
    await close(1, '2026-11-24', 30);
    await link(2, 'reopen', '2026-11-24', 60);
    expect(await read()).toEqual([]);
  });

  it('hold nothing that the day has in itself since it was closed anew', async () => {
    await close(1, '2026-11-24', 30);
    await happens(40, refund);
    await link(2, 'reopen', '2026-11-24', 60);
    await close(3, '2026-11-24', 70);
    await happens(80, { type: 'flagged', evidence: { flag: 'partial_refund' } });
    expect((await read()).map(({ what }) => what)).toEqual(['flagged']);
  });

  it('come once for a payment that stands in two closed days, on the day that has its money', async () => {
    await close(1, '2026-11-23', 10);
    await close(2, '2026-11-24', 30);
    await happens(40, refund);
    expect((await read()).map(({ closedDay }) => closedDay)).toEqual(['2026-11-24']);
  });

  it('come in chunks, each once, though many share one moment', async () => {
    await close(1, '2026-11-24', 30);
    const events = Array.from({ length: 1_100 }, (_, serial) => ({ id: ids.next(), serial }));
    await store.unitOfWork(async (unit) => {
      for (const { id, serial } of events)
        await unit.events.append({
          id,
          paymentId: payment.id,
          at: at(40),
          type: 'flagged',
          actor: 'bank:poll',
          from: null,
          to: null,
          evidence: { flag: `f${String(serial)}` },
        });
    });
    expect((await read()).map(({ to }) => to)).toEqual(events.map(({ serial }) => `f${String(serial)}`));
  });

  it('have one spelling, which reads back', async () => {
    await close(1, '2026-11-24', 30);
    await happens(41, refund);
    const [correction] = await read();
    const text = canonicalCorrection(correction!);
    expect(text).toBe(
      `{"at":"2026-11-24T21:41:00.000Z","closedDay":"2026-11-24","paymentId":"${payment.id}","orderId":"${payment.orderId}",` +
        '"what":"moved","from":"posted","to":"refunded","deltaKopecks":-50000,"actor":"bank:poll"}',
    );
    expect(parseCorrection(text)).toEqual(correction);
  });
});
