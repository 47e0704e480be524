import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export interface MariadbBinaries {
  readonly server: string;
  readonly install: string;
}

const FOLDERS = [
  ...(process.env['PATH'] ?? '').split(':'),
  '/usr/sbin',
  '/usr/bin',
  '/usr/local/sbin',
  '/usr/local/bin',
];

function find(name: string): string | undefined {
  return FOLDERS.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

function installed(): MariadbBinaries | undefined {
  const server = find('mariadbd');
  const install = find('mariadb-install-db');
  return server && install ? { server, install } : undefined;
}

function installDebianPackages(...names: readonly string[]): void {
  const options = {
    stdio: ['ignore', 'ignore', 'inherit'] as ('ignore' | 'inherit')[],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  execFileSync('apt-get', ['update', '-qq'], options);
  execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], options);
}

/** What `look` answers, after an installation of Debian's packages where that is needed and allowed. */
function orInstall<T>(
  look: () => T | undefined,
  names: readonly string[],
  say: (line: string) => void,
): T | undefined {
  const present = look();
  if (present) return present;
  if (process.getuid?.() !== 0 || !find('apt-get')) return undefined;
  say(`Not installed: installing the packages ${names.join(', ')}`);
  try {
    installDebianPackages(...names);
  } catch (error) {
    say(`The packages could not be installed: ${error instanceof Error ? error.message : String(error)}`);
  }
  return look();
}

/** The local MariaDB server's programs; on Debian as root they are installed when missing. */
export function localMariadb(say: (line: string) => void): MariadbBinaries | undefined {
  return orInstall(installed, ['mariadb-server-core', 'mariadb-client-core'], say);
}

export interface GaleraBinaries extends MariadbBinaries {
  /** The replication library that `mariadbd` loads. */
  readonly provider: string;
}

const PROVIDERS = ['/usr/lib/galera/libgalera_smm.so', '/usr/lib64/galera-4/libgalera_smm.so'];

function galeraInstalled(): GaleraBinaries | undefined {
  const mariadb = installed();
  const provider = PROVIDERS.find((path) => existsSync(path));
  return mariadb && provider && find('rsync') && find('wsrep_sst_rsync')
    ? { ...mariadb, provider }
    : undefined;
}

/** What a Galera cluster needs: the server, the library, and the script that copies data to a node that joins. */
export function localGalera(say: (line: string) => void): GaleraBinaries | undefined {
  return orInstall(galeraInstalled, ['mariadb-server', 'galera-4', 'rsync'], say);
}
