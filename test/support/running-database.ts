import type { RunningDatabase } from '../../sandbox/database/private-mariadb';

const shared = globalThis as { billingAdapterTestDatabase?: RunningDatabase };

export function keepForTeardown(database: RunningDatabase): void {
  shared.billingAdapterTestDatabase = database;
}

export async function stopKeptDatabase(): Promise<void> {
  await shared.billingAdapterTestDatabase?.stop();
}
