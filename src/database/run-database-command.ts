import type { DataSource } from 'typeorm';
import { loadDatabaseSettings, WrongSettings, type DatabaseSettings } from '../config/load-settings';
import { messageOf } from '../shared/message-of';
import { openDataSource } from './data-source';

/** One for the work, one for the lock that migrations hold meanwhile. */
const CONNECTIONS = 2;

type Act = (dataSource: DataSource, settings: DatabaseSettings) => Promise<boolean>;

async function run(usage: string, act: Act): Promise<void> {
  const settings = loadDatabaseSettings(process.env);
  const dataSource = await openDataSource(settings.DATABASE_URL, CONNECTIONS);
  try {
    if (await act(dataSource, settings)) return;
    process.stderr.write(`${usage}\n`);
    process.exitCode = 2;
  } finally {
    await dataSource.destroy();
  }
}

/**
 * Runs a command on the database: opens it, acts, closes it. Exit code 2 with the usage when the command was not understood
 * (`act` answers false), 1 when it failed.
 */
export function runDatabaseCommand(usage: string, act: Act): void {
  run(usage, act).catch((error: unknown) => {
    const isPlain = error instanceof WrongSettings || !(error instanceof Error);
    process.stderr.write(`${isPlain ? messageOf(error) : (error.stack ?? error.message)}\n`);
    process.exitCode = 1;
  });
}
