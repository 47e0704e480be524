import type { DataSource } from 'typeorm';
import type { DatabaseSettings } from '../config/load-settings';
import { runDatabaseCommand } from '../database/run-database-command';
import { SqlUnits } from '../database/sql-units';
import { BusinessDays } from '../shared/business-days';
import { SystemClock } from '../shared/clock';
import { SystemRandom } from '../shared/random';
import { faultLine } from './seal-check/fault-line';
import { SealCheck } from './seal-check/seal-check';

const USAGE = `Usage: npm run check-seals [-- --expect HASH]
  Prints one line for each fault and the hash of the last seal; exit code 1 when there is any fault.
  HASH is that of a seal, kept outside of the database: a chain that was cut or made anew does not have it.`;

/** The hash to look for; undefined when the command was not understood. */
function expectedIn(words: readonly string[]): string | null | undefined {
  if (words.length === 0) return null;
  const [option, hash = ''] = words;
  return words.length === 2 && option === '--expect' && /^[0-9a-f]{64}$/.test(hash) ? hash : undefined;
}

async function act(dataSource: DataSource, settings: DatabaseSettings): Promise<boolean> {
  const expectedHash = expectedIn(process.argv.slice(2));
  if (expectedHash === undefined) return false;
  const units = new SqlUnits(dataSource, new SystemClock(), new SystemRandom());
  const check = new SealCheck(units, new BusinessDays(settings.BUSINESS_TIME_ZONE));
  const { links, rows, faults, lastHash } = await check.run({ expectedHash, days: null }, (fault) => {
    console.log(faultLine(fault));
  });
  console.log(
    `links: ${String(links)}, rows: ${String(rows)}, faults: ${String(faults)}, last seal: ${lastHash ?? 'none'}`,
  );
  if (faults > 0) process.exitCode = 1;
  return true;
}

runDatabaseCommand(USAGE, act);
