import type { DataSource, QueryRunner } from 'typeorm';
import { OutOfService } from '../shared/out-of-service';
import { isAway } from './sql';

/** `REPEATABLE READ` shows all reads of a transaction the database as it was at the first of them. */
type Isolation = 'READ COMMITTED' | 'REPEATABLE READ';

/**
 * Runs work as one transaction: all of it is kept or nothing.
 * @throws OutOfService when the database did not say whether it kept the work; else what the work or the database throws
 */
export async function inTransaction<T>(
  dataSource: DataSource,
  work: (runner: QueryRunner) => Promise<T>,
  isolation: Isolation = 'READ COMMITTED',
): Promise<T> {
  const runner = dataSource.createQueryRunner();
  let isCommitting = false;
  try {
    await runner.startTransaction(isolation);
    const value = await work(runner);
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
