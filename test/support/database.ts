import { DataSource } from 'typeorm';
import { ensureDatabase } from '../../sandbox/orchestration/service';
import { dataSourceOptions } from '../../src/database/data-source';

let serial = 0;

/** The address of a database of its own on the tests' server. */
export async function freshDatabaseUrl(): Promise<string> {
  const server = process.env['TEST_DATABASE_SERVER_URL'];
  if (server === undefined) throw new Error('The global setup names no database server');
  serial += 1;
  const worker = process.env['JEST_WORKER_ID'] ?? '0';
  return ensureDatabase(
    server,
    `test_${String(process.pid)}_${worker}_${String(serial)}_${Date.now().toString(36)}`,
  );
}

/** A fresh database with the present schema. */
export async function freshDataSource(
  options: { readonly migrated: boolean } = { migrated: true },
): Promise<DataSource> {
  const dataSource = await new DataSource(dataSourceOptions(await freshDatabaseUrl(), 10)).initialize();
  if (options.migrated) await dataSource.runMigrations();
  return dataSource;
}

export async function dropAndClose(dataSource: DataSource): Promise<void> {
  await dataSource.query(
    `DROP DATABASE \`${String(dataSource.options.database ?? dataSource.driver.database)}\``,
  );
  await dataSource.destroy();
}
