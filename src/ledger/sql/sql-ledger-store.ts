import type { DataSource, QueryRunner } from 'typeorm';
import { Insistence } from '../../database/insistence';
import { isAway, type SqlValue } from '../../database/sql';
import type { Clock } from '../../shared/clock';
import { OutOfService } from '../../shared/out-of-service';
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
  };
}

/**
 * Undoes what a transaction began. A connection that will not be rolled back may still hold it open, as on a node that lost
 * its cluster: it must never serve anybody again.
 */
async function undo(runner: QueryRunner): Promise<void> {
  if (!runner.isTransactionActive) return;
  try {
    await runner.rollbackTransaction();
  } catch {
    await runner.connect().then(
      (connection: { destroy(): void }) => connection.destroy(),
      () => undefined,
    );
  }
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
      () => this.transaction(work),
      (error) => error instanceof StaleRow,
    );
  }

  async read<T>(work: (unit: LedgerUnit) => Promise<T>): Promise<T> {
    return this.insistence.run(() => work(unitOn(connectionOf(this.dataSource))));
  }

  private async transaction<T>(work: (unit: LedgerUnit) => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    let isCommitting = false;
    try {
      await runner.startTransaction('READ COMMITTED');
      const value = await work(unitOn(connectionOf(runner)));
      isCommitting = true;
      await runner.commitTransaction();
      return value;
    } catch (error) {
      await undo(runner);
      // A COMMIT that got no answer may have been done. Whoever asked finds out by asking again; we do not guess.
      throw isCommitting && isAway(error) ? new OutOfService('The database', error) : error;
    } finally {
      await runner.release();
    }
  }
}
