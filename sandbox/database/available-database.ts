import { localMariadb } from './mariadb-binaries';
import { startPrivateMariadb, type RunningDatabase } from './private-mariadb';

async function inContainer(): Promise<RunningDatabase | undefined> {
  const { getContainerRuntimeClient } = await import('testcontainers');
  const dockerAnswers = await getContainerRuntimeClient().then(
    () => true,
    () => false,
  );
  if (!dockerAnswers) return undefined;
  const { MariaDbContainer } = await import('@testcontainers/mariadb');
  const container = await new MariaDbContainer('mariadb:10.11').withRootPassword('sandbox').start();
  return {
    serverUrl: `mariadb://root:sandbox@${container.getHost()}:${String(container.getPort())}`,
    stop: async () => {
      await container.stop();
    },
  };
}

/**
 * A database server for the sandbox or the tests, when DATABASE_URL names none: a private MariaDB as a child process,
 * installed from Debian's packages where that is allowed, else a container.
 * @throws Error with one clear message when none of these is possible.
 */
export async function startDatabase(
  folder: string,
  options: { readonly removeOnStop: boolean; readonly say: (line: string) => void },
): Promise<RunningDatabase> {
  const binaries = localMariadb(options.say);
  if (binaries) return startPrivateMariadb(binaries, folder, options);
  const container = await inContainer();
  if (container) return container;
  throw new Error(
    'No database: set DATABASE_URL, or install MariaDB (Debian: apt-get install mariadb-server-core mariadb-client-core), or start Docker.',
  );
}
