import type { DataSource, QueryRunner } from 'typeorm';
import { Insistence } from '../../database/insistence';
import { isAway } from '../../database/sql';
import type { Clock } from '../../shared/clock';
import { OutOfService } from '../../shared/out-of-service';
import type { Random } from '../../shared/random';
import { connectionOf, type Connection } from './connection';

/** Undoes what a transaction began. A connection that will not be rolled back serves nobody again. */
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

/** Runs statements, again where the database asks for it. The work given may run several times, so it only reads and writes. */
export class SqlUnits {
  private readonly insistence: Insistence;

  constructor(
    private readonly dataSource: DataSource,
    clock: Clock,
    random: Random,
  ) {
    this.insistence = new Insistence(clock, random);
  }

  /**
   * Each statement for itself. A write may have been done although the work runs again: it must bear being done twice.
   * @throws OutOfService when the database is away
   */
  alone<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    return this.insistence.run(() => work(connectionOf(this.dataSource)));
  }

  /**
   * All of it or nothing.
   * @throws OutOfService when the database is away, also when it did not say whether it kept the work
   */
  together<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    return this.insistence.run(() => this.transaction(work));
  }

  private async transaction<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    let isCommitting = false;
    try {
      await runner.startTransaction('READ COMMITTED');
      const value = await work(connectionOf(runner));
      isCommitting = true;
      await runner.commitTransaction();
      return value;
    } catch (error) {
      await undo(runner);
      throw isCommitting && isAway(error) ? new OutOfService('The database', error) : error;
    } finally {
      await runner.release();
    }
  }
}
