import type { DataSource } from 'typeorm';
import { mayRunAgain, type SqlValue } from '../../database/sql';
import { backoffMs } from '../../shared/backoff';
import type { Clock } from '../../shared/clock';
import type { Random } from '../../shared/random';
import { LedgerStore, StaleRow, type LedgerUnit } from '../ledger-store.port';
import type { Connection } from './connection';
import { SqlEventRows } from './event-rows';
import { SqlIdempotencyRows } from './idempotency-rows';
import { SqlInboxRows } from './inbox-rows';
import { SqlPaymentRows } from './payment-rows';
import { SqlPostingRows } from './posting-rows';

const TRIES_MAX = 8;
const PAUSE = { firstMs: 10, factor: 2, capMs: 500 };

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
    inbox: new SqlInboxRows(connection),
    idempotencyKeys: new SqlIdempotencyRows(connection),
  };
}

/** The ledger's rows in MySQL or MariaDB, one node or a Galera cluster. */
export class SqlLedgerStore extends LedgerStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly random: Random,
  ) {
    super();
  }

  async unitOfWork<T>(work: (unit: LedgerUnit) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.transaction(work);
      } catch (error) {
        const again = error instanceof StaleRow || mayRunAgain(error);
        if (!again || attempt >= TRIES_MAX) throw error;
        await this.clock.sleep(backoffMs(PAUSE, attempt, this.random));
      }
    }
  }

  async read<T>(work: (unit: LedgerUnit) => Promise<T>): Promise<T> {
    return work(unitOn(connectionOf(this.dataSource)));
  }

  private async transaction<T>(work: (unit: LedgerUnit) => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    try {
      await runner.startTransaction('READ COMMITTED');
      const value = await work(unitOn(connectionOf(runner)));
      await runner.commitTransaction();
      return value;
    } catch (error) {
      // A connection that broke has nothing left to undo; the first error is the one that counts.
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }
}
