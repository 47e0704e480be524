import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { MakeAct } from '../../src/closing/act/make-act';
import { Checklist } from '../../src/closing/checklist';
import { CloseDay } from '../../src/closing/close-day';
import { ReadBusinessDays } from '../../src/closing/read-business-days';
import { ReopenDay } from '../../src/closing/reopen-day';
import { SealCheck, type SealCheckOptions } from '../../src/closing/seal-check/seal-check';
import type { SealFault } from '../../src/closing/seal-check/seal-fault';
import { SqlUnits } from '../../src/database/sql-units';
import type { Payment } from '../../src/ledger/payment';
import type { PaymentEvent } from '../../src/ledger/payment-event';
import type { Posting } from '../../src/ledger/posting';
import { SqlLedgerStore } from '../../src/ledger/sql/sql-ledger-store';
import { BusinessDays } from '../../src/shared/business-days';
import { FakeClock, samplePayment, samplePosting, SeededRandom, SequentialIds, settled } from './fakes';

export const DAY = '2026-11-23';
const NOON = new Date('2026-11-23T09:00:00Z');
/** Of the night after {@link DAY}. */
const NIGHT = new Date('2026-11-24T01:00:00Z');
/** Before the reconciliations of that night. */
const EVENING = new Date('2026-11-23T22:00:00Z');

type Row = Readonly<Record<string, string | number | Date | null>>;

const TABLES = [
  'payments',
  'payment_events',
  'postings',
  'registries',
  'registry_lines',
  'reconciliations',
  'discrepancies',
  'discrepancy_events',
  'quarantines',
  'day_seals',
  'closed_rows',
  'day_reopenings',
];

/** One replica's part of closing days, over a database that others may share. */
export class ClosingReplica {
  readonly closing: CloseDay;
  readonly reopening: ReopenDay;
  readonly reading: ReadBusinessDays;
  readonly act: MakeAct;
  readonly check: SealCheck;

  constructor(dataSource: DataSource, clock: FakeClock, seed: number) {
    const units = new SqlUnits(dataSource, clock, new SeededRandom(seed));
    const days = new BusinessDays('Europe/Moscow');
    const checklist = new Checklist(days, clock, { settleMs: 3_600_000, terminal: 'DEMO' });
    this.closing = new CloseDay(units, checklist, days, clock);
    this.reopening = new ReopenDay(units, clock);
    this.reading = new ReadBusinessDays(units, checklist, days);
    this.act = new MakeAct(units, { days, timeZone: 'Europe/Moscow' });
    this.check = new SealCheck(units, days);
  }
}

/** Two replicas over one database on the morning after a business day, in a time that passes only when told to. */
export class ClosingHouse {
  readonly clock = new FakeClock();
  readonly ids = new SequentialIds(this.clock);
  readonly one: ClosingReplica;
  readonly two: ClosingReplica;
  private readonly store: SqlLedgerStore;
  private lines = 1;

  private constructor(readonly dataSource: DataSource) {
    this.one = new ClosingReplica(dataSource, this.clock, 1);
    this.two = new ClosingReplica(dataSource, this.clock, 2);
    this.store = new SqlLedgerStore(dataSource, this.clock, new SeededRandom(3));
    Logger.overrideLogger(false);
  }

  static async empty(dataSource: DataSource): Promise<ClosingHouse> {
    for (const table of TABLES) await dataSource.query(`DELETE FROM ${table}`);
    return new ClosingHouse(dataSource);
  }

  /** A payment that was confirmed and posted at noon of {@link DAY}, if nothing else is said. */
  async payment(changes: Partial<Payment> = {}, posting: Partial<Posting> | null = {}): Promise<Payment> {
    const payment = samplePayment({
      status: 'posted',
      createdAt: NOON,
      updatedAt: NOON,
      confirmedAt: NOON,
      postedAt: NOON,
      ...changes,
    });
    await this.store.unitOfWork(async (unit) => {
      await unit.payments.insert(payment);
      if (posting) {
        const posted = { state: 'posted', recordId: '7001', postedAt: NOON, posterId: '3' } as const;
        await unit.postings.insert(samplePosting(payment, { ...posted, ...posting }));
      }
    });
    return payment;
  }

  /** A payment moves now, with a line in its history. */
  async moves(payment: Payment, to: Payment['status'], changes: Partial<Payment> = {}): Promise<Payment> {
    const moved: Payment = {
      ...payment,
      status: to,
      version: payment.version + 1,
      updatedAt: this.clock.now(),
      ...changes,
    };
    await this.store.unitOfWork(async (unit) => {
      await unit.payments.update(moved);
      await unit.events.append(this.event(payment, { type: 'moved', from: payment.status, to }));
    });
    return moved;
  }

  async tells(payment: Payment, changes: Partial<PaymentEvent>): Promise<void> {
    await this.store.unitOfWork((unit) => unit.events.append(this.event(payment, changes)));
  }

  async posting(payment: Payment, changes: Partial<Posting>): Promise<void> {
    await this.store.unitOfWork((unit) => unit.postings.insert(samplePosting(payment, changes)));
  }

  /** A reconciliation of {@link DAY} that came to its end. */
  async reconciled(changes: Record<string, string | number | Date | null> = {}): Promise<void> {
    await this.insert('reconciliations', {
      id: this.ids.next(),
      day: DAY,
      terminal: 'DEMO',
      source: 'bank',
      cause: 'night',
      state: 'done',
      stage: 'done',
      counts: '{}',
      began_at: NIGHT,
      began_by: 'worker:reconciliation',
      finished_at: NIGHT,
      with_registries: 0,
      version: 1,
      ...changes,
    });
  }

  /** @returns its id */
  async discrepancy(changes: Record<string, string | number | Date | null> = {}): Promise<string> {
    const id = this.ids.next();
    const isSettled = changes['state'] === 'closed' || changes['state'] === 'healed';
    await this.insert('discrepancies', {
      id,
      identity: id,
      class: 'not_in_billing',
      severity: 'error',
      day: DAY,
      terminal: 'DEMO',
      state: 'open',
      remedy: 'none',
      details: '{}',
      last_run_id: id,
      first_seen_at: NIGHT,
      last_seen_at: NIGHT,
      settled_at: isSettled ? NIGHT : null,
      version: 1,
      ...changes,
    });
    return id;
  }

  async registryLine(changes: Record<string, string | number | Date | null> = {}): Promise<void> {
    if (this.lines === 1) {
      await this.insert('registries', {
        id: 'r1',
        content_hash: 'c1',
        file_name: 'r.csv',
        format: 'csv',
        size_bytes: 1,
        state: 'read',
        uploaded_at: EVENING,
        uploaded_by: 'key:anna',
        lines_good: 1,
        lines_bad: 0,
        first_day: DAY,
        last_day: DAY,
      });
    }
    this.lines += 1;
    await this.insert('registry_lines', {
      registry_id: 'r1',
      line_number: this.lines,
      operation_key: String(this.lines),
      terminal: 'DEMO',
      acquirer_payment_id: '9100000001',
      operation: 'payment',
      raw_operation: 'Покупка',
      amount_kopecks: 50_000,
      fee_kopecks: 1_000,
      net_kopecks: 49_000,
      operated_at: NOON,
      day: DAY,
      ...changes,
    });
  }

  async insert(table: string, row: Row): Promise<void> {
    const values = Object.values(row);
    await this.dataSource.query(
      `INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${values.map(() => '?').join(', ')})`,
      values,
    );
  }

  /** Lets time pass for those who wait for each other, until it is done. */
  async inTime<T>(work: Promise<T>): Promise<T> {
    const end = work.then(
      () => true,
      () => true,
    );
    while (!(await Promise.race([end, settled()]))) {
      if (this.clock.asleep > 0) await this.clock.advance(500);
    }
    return work;
  }

  run(statement: string, values: readonly unknown[] = []): Promise<unknown> {
    return this.dataSource.query(statement, [...values]);
  }

  rows<T>(statement: string, values: readonly unknown[] = []): Promise<T[]> {
    return this.dataSource.query<T[]>(statement, [...values]);
  }

  async count(table: string): Promise<number> {
    const [row] = await this.rows<{ n: string }>(`SELECT COUNT(*) AS n FROM ${table}`);
    return Number(row?.n);
  }

  /** What the check of the seals finds. */
  async faults(options: Partial<SealCheckOptions> = {}): Promise<SealFault[]> {
    const faults: SealFault[] = [];
    await this.two.check.run({ expectedHash: null, days: null, ...options }, (fault) => faults.push(fault));
    return faults;
  }

  private event(payment: Payment, changes: Partial<PaymentEvent>): PaymentEvent {
    return {
      id: this.ids.next(),
      paymentId: payment.id,
      at: this.clock.now(),
      type: 'noted',
      actor: 'bank:poll',
      from: null,
      to: null,
      evidence: {},
      ...changes,
    };
  }
}
