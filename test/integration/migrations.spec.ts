import type { DataSource } from 'typeorm';
import { MIGRATIONS } from '../../src/database/migrations';
import { runMigrations } from '../../src/database/run-migrations';
import { dropAndClose, freshDataSource } from '../support/database';

const tablesOf = async (dataSource: DataSource): Promise<string[]> => {
  const rows = await dataSource.query<{ name: string }[]>(
    'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()',
  );
  return rows.map(({ name }) => name).sort();
};

describe('migrations', () => {
  let dataSource: DataSource;
  beforeEach(async () => {
    dataSource = await freshDataSource({ migrated: false });
  });
  afterEach(() => dropAndClose(dataSource));

  it('make every table, take all of them back, and make them again', async () => {
    const applied = await runMigrations(dataSource);
    const tables = await tablesOf(dataSource);
    expect(tables).toEqual(
      [
        'api_keys',
        'audit_events',
        'bank_receipts',
        'bank_sightings',
        'bank_statement_faults',
        'bank_statements',
        'closed_rows',
        'day_reopenings',
        'day_seals',
        'discrepancies',
        'discrepancy_events',
        'reconciliations',
        'registries',
        'registry_faults',
        'registry_lines',
        'idempotency_keys',
        'notifications',
        'payment_events',
        'payments',
        'postings',
        'promise_attempts',
        'quarantines',
        'rate_limits',
        'schema_migrations',
        'service_state',
        'subscriber_sessions',
        'suspense_cases',
        'suspense_events',
      ].sort(),
    );
    for (const _ of applied) await dataSource.undoLastMigration();
    expect(await tablesOf(dataSource)).toEqual(['schema_migrations']);
    await runMigrations(dataSource);
    expect(await tablesOf(dataSource)).toEqual(tables);
  });

  it('do nothing the second time, and replicas that start together take turns', async () => {
    const results = await Promise.all([runMigrations(dataSource), runMigrations(dataSource)]);
    expect(results.flat()).toHaveLength(MIGRATIONS.length);
    expect(await dataSource.showMigrations()).toBe(false);
  });

  it('keep the checks on money in the schema', async () => {
    await runMigrations(dataSource);
    const rows = await dataSource.query<{ name: string }[]>(
      `SELECT constraint_name AS name FROM information_schema.check_constraints
        WHERE constraint_schema = DATABASE() ORDER BY 1`,
    );
    expect(rows.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'payments_amount_positive',
        'postings_amount_positive',
        'postings_lease_complete',
      ]),
    );
  });
});
