import type { DataSource } from 'typeorm';
import { Insistence } from '../../database/insistence';
import type { SqlValue } from '../../database/sql';
import { inTransaction } from '../../database/transaction';
import type { Clock } from '../../shared/clock';
import type { Random } from '../../shared/random';
import { LedgerStore, StaleRow, type LedgerUnit } from '../ledger-store.port';
import type { Connection } from './connection';
import { SqlEventRows } from './event-rows';
import { SqlHeartbeatRows } from './heartbeat-rows';
import { SqlIdempotencyRows } from './idempotency-rows';
import { SqlInboxRows } from './inbox-rows';
import { SqlPaymentRows } from './payment-rows';
import { SqlPostingRows } from './posting-rows';
import { SqlQuarantineRows } from './quarantine-rows';
import { SqlReadBackRows } from './read-back-rows';
import { SqlSuspenseRows } from './suspense-rows';
import { SqlSuspenseSearch } from './suspense-search';

function connectionOf(runner: { query(text: string, values: SqlValue[]): Promise<unknown> }): Connection {
  return {
    rows: async <Row>(text: string, values: readonly SqlValue[] = []) =>
      (await runner.query(text, [...values])) as Row[],
    write: async (text, values = []) => {
      const result = (await runner.query(text, [...values])) as { affectedRows: number };
      return result.affectedRows;
    },
  };
}

function unitOn(connection: Connection): LedgerUnit {
  return {
    payments: new SqlPaymentRows(connection),
    events: new SqlEventRows(connection),
    postings: new SqlPostingRows(connection),
    readBack: new SqlReadBackRows(connection),
    inbox: new SqlInboxRows(connection),
    idempotencyKeys: new SqlIdempotencyRows(connection),
    quarantines: new SqlQuarantineRows(connection),
    heartbeats: new SqlHeartbeatRows(connection),
    suspense: new SqlSuspenseRows(connection),
    suspenseSearch: new SqlSuspenseSearch(connection),
  };
}

/** The ledger's rows in MySQL or MariaDB, one node or a Galera cluster. */
export class SqlLedgerStore extends LedgerStore {
  private readonly insistence: Insistence;

  constructor(
    private readonly dataSource: DataSource,
    clock: Clock,
    random: Random,
  ) {
    super();
    this.insistence = new Insistence(clock, random);
  }

  async unitOfWork<T>(work: (unit: LedgerUnit) => Promise<T>): Promise<T> {
    return this.insistence.run(
      () => inTransaction(this.dataSource, (runner) => work(unitOn(connectionOf(runner)))),
      (error) => error instanceof StaleRow,
    );
  }

  async read<T>(work: (unit: LedgerUnit) => Promise<T>): Promise<T> {
    return this.insistence.run(() => work(unitOn(connectionOf(this.dataSource))));
  }
}
