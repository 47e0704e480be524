import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { localMariadb } from '../../sandbox/database/mariadb-binaries';
import { startPrivateMariadb, type PrivateMariadb } from '../../sandbox/database/private-mariadb';
import { ensureDatabase } from '../../sandbox/orchestration/service';
import { countersOf, DATABASE_NAME, type StormDatabase } from './storm-database';

/** One MariaDB that is killed and recovers from its own log, on the same folder and port. */
export async function startSingleServer(folder: string, say: (line: string) => void): Promise<StormDatabase> {
  const binaries = localMariadb(say);
  if (!binaries) throw new Error('The storm kills a MariaDB of its own: install mariadb-server-core');
  const data = join(folder, 'mariadb');
  let server: PrivateMariadb = await startPrivateMariadb(binaries, data, { removeOnStop: false });
  const { port } = server;
  const url = await ensureDatabase(server.serverUrl, DATABASE_NAME);
  let kills = 0;
  let restarting = Promise.resolve();
  const killAndRestart = async (pauseMs: number): Promise<void> => {
    await server.kill();
    kills += 1;
    await pause(pauseMs);
    server = await startPrivateMariadb(binaries, data, { removeOnStop: false, port });
  };
  return {
    url,
    urlOf: () => url,
    killAndRestart: (_chosen, pauseMs) => {
      restarting = restarting.then(() => killAndRestart(pauseMs));
      return restarting;
    },
    untilWhole: () => restarting,
    get kills() {
      return kills;
    },
    conflicts: () => countersOf(port, ['Innodb_deadlocks']),
    stop: async () => {
      await restarting.catch(() => undefined);
      await server.stop();
    },
  };
}
