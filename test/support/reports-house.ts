import { createHash } from 'node:crypto';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DataSource } from 'typeorm';
import type { ClosedRowKind } from '../../src/books/closed-days';
import { SqlUnits } from '../../src/database/sql-units';
import type { Payment } from '../../src/ledger/payment';
import type { Posting } from '../../src/ledger/posting';
import { SqlLedgerStore } from '../../src/ledger/sql/sql-ledger-store';
import { Reports } from '../../src/reports/reports';
import { ReportDefaults, ReportsController } from '../../src/reports/reports.controller';
import { Clock } from '../../src/shared/clock';
import { ProblemFilter } from '../../src/shared/problem/problem.filter';
import { FakeClock, SeededRandom } from './fakes';

const TABLES = [
  'payments',
  'postings',
  'payment_events',
  'registries',
  'registry_lines',
  'discrepancies',
  'discrepancy_events',
  'day_seals',
  'closed_rows',
];

/** The routes of reports alone, open to everybody, on a port of their own. */
export async function serveReports(
  reports: Reports,
  units: SqlUnits,
  clock: Clock,
): Promise<{ readonly app: NestFastifyApplication; readonly url: string }> {
  @Module({
    controllers: [ReportsController],
    providers: [
      { provide: Reports, useValue: reports },
      { provide: SqlUnits, useValue: units },
      { provide: Clock, useValue: clock },
      { provide: ReportDefaults, useValue: { timeZone: 'Europe/Moscow' } },
    ],
  })
  class ServedReports {}
  const app = await NestFactory.create<NestFastifyApplication>(ServedReports, new FastifyAdapter(), {
    logger: false,
  });
  app.useGlobalFilters(new ProblemFilter());
  await app.listen(0, '127.0.0.1');
  return { app, url: `${await app.getUrl()}/reports/` };
}

/** Rows for reports, in a database. */
export class ReportRows {
  readonly clock = new FakeClock();
  readonly units: SqlUnits;
  readonly store: SqlLedgerStore;
  private seals = 0;

  constructor(readonly dataSource: DataSource) {
    this.units = new SqlUnits(dataSource, this.clock, new SeededRandom(1));
    this.store = new SqlLedgerStore(dataSource, this.clock, new SeededRandom(1));
  }

  async clear(): Promise<void> {
    for (const table of TABLES) await this.dataSource.query(`DELETE FROM ${table}`);
  }

  async keep(payment: Payment, ...postings: readonly Posting[]): Promise<Payment> {
    await this.store.unitOfWork(async (unit) => {
      await unit.payments.insert(payment);
      for (const posting of postings) await unit.postings.insert(posting);
    });
    return payment;
  }

  insert(table: string, row: Readonly<Record<string, string | number | Date | null>>): Promise<unknown> {
    const values = Object.values(row);
    const marks = values.map(() => '?').join(', ');
    return this.dataSource.query(
      `INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${marks})`,
      values,
    );
  }

  /** A link that closes a day over such rows; answers its hash. */
  async close(
    day: string,
    rows: readonly { readonly kind: ClosedRowKind; readonly content: string; readonly paymentId?: string }[],
    sealedAt = this.clock.now(),
  ): Promise<string> {
    const sequence = (this.seals += 1);
    const hash = createHash('sha256')
      .update(`${day} ${String(sequence)}`)
      .digest('hex');
    await this.insert('day_seals', {
      sequence,
      kind: 'close',
      day,
      row_count: rows.length,
      rows_hash: 'r',
      previous_hash: 'p',
      hash,
      sealed_at: sealedAt,
      actor: 'key:finance',
    });
    for (const [at, { kind, content, paymentId }] of rows.entries()) {
      await this.insert('closed_rows', {
        seal_sequence: sequence,
        row_no: at + 1,
        kind,
        payment_id: paymentId ?? null,
        content,
        row_hash: 'h',
      });
    }
    return hash;
  }

  async reopen(day: string): Promise<void> {
    await this.insert('day_seals', {
      sequence: (this.seals += 1),
      kind: 'reopen',
      day,
      row_count: 0,
      rows_hash: 'r',
      previous_hash: 'p',
      hash: 'h',
      sealed_at: this.clock.now(),
      actor: 'key:one',
      second_actor: 'key:two',
      reason: 'a late refund',
    });
  }

  async keepRegistry(id: string, state: 'reading' | 'read' = 'read'): Promise<void> {
    await this.insert('registries', {
      id,
      content_hash: id,
      file_name: 'r.csv',
      format: 'csv',
      size_bytes: 1,
      state,
      uploaded_at: new Date('2026-11-20T00:00:00Z'),
      uploaded_by: 'key:finance',
      lines_good: 1,
      lines_bad: 0,
    });
  }

  private lines = 1;

  keepRegistryLine(changes: Readonly<Record<string, string | number | null>>): Promise<unknown> {
    return this.insert('registry_lines', {
      registry_id: 'r1',
      line_number: (this.lines += 1),
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
      transfer_day: '2026-11-25',
      ...changes,
    });
  }
}
