import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDatabase } from '../../sandbox/database/available-database';
import { keepForTeardown } from './running-database';

/** Puts the address of a database server into TEST_DATABASE_SERVER_URL: the given one, or a private MariaDB. */
export default async function globalSetup(): Promise<void> {
  const given = process.env['DATABASE_URL'];
  if (given) {
    const url = new URL(given);
    url.pathname = '';
    process.env['TEST_DATABASE_SERVER_URL'] = url.toString().replace(/\/$/, '');
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'billing-adapter-test-'));
  const database = await startDatabase(folder, {
    removeOnStop: true,
    say: (line) => process.stderr.write(`${line}\n`),
  });
  process.env['TEST_DATABASE_SERVER_URL'] = database.serverUrl;
  keepForTeardown(database);
}
