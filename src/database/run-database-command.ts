import type { DataSource } from 'typeorm';
import { loadDatabaseSettings, WrongSettings } from '../config/load-settings';
import { messageOf } from '../shared/message-of';
import { openDataSource } from './data-source';

/** One for the work, one for the lock that migrations hold meanwhile. */
const CONNECTIONS = 2;

async function run(usage: string, act: (dataSource: DataSource) => Promise<boolean>): Promise<void> {
  const { DATABASE_URL } = loadDatabaseSettings(process.env);
  const dataSource = await openDataSource(DATABASE_URL, CONNECTIONS);
  try {
    if (await act(dataSource)) return;
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
export function runDatabaseCommand(usage: string, act: (dataSource: DataSource) => Promise<boolean>): void {
  run(usage, act).catch((error: unknown) => {
    const isPlain = error instanceof WrongSettings || !(error instanceof Error);
    process.stderr.write(`${isPlain ? messageOf(error) : (error.stack ?? error.message)}\n`);
    process.exitCode = 1;
  });
}
