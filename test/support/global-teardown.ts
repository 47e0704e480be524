import { stopKeptDatabase } from './running-database';

export default async function globalTeardown(): Promise<void> {
  await stopKeptDatabase();
}
