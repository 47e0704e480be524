import type { DataSource } from 'typeorm';

const LOCK = 'billing_adapter_migrations';
const LOCK_WAIT_SECONDS = 120;

/** Brings the schema up to date; replicas that start together take turns. Answers the names of what was applied. */
export async function runMigrations(dataSource: DataSource): Promise<string[]> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query('SELECT GET_LOCK(?, ?)', [LOCK, LOCK_WAIT_SECONDS]);
    return (await dataSource.runMigrations()).map(({ name }) => name);
  } finally {
    await runner.query('SELECT RELEASE_LOCK(?)', [LOCK]).catch(() => undefined);
    await runner.release();
  }
}
