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

function installDebianPackage(): void {
  const options = {
    stdio: ['ignore', 'ignore', 'inherit'] as ('ignore' | 'inherit')[],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  execFileSync('apt-get', ['update', '-qq'], options);
  execFileSync(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', 'mariadb-server-core', 'mariadb-client-core'],
    options,
  );
}

/** The local MariaDB server's programs; on Debian as root they are installed when missing. */
export function localMariadb(say: (line: string) => void): MariadbBinaries | undefined {
  const present = installed();
  if (present) return present;
  if (process.getuid?.() !== 0 || !find('apt-get')) return undefined;
  say('MariaDB is not installed: installing the packages mariadb-server-core and mariadb-client-core');
  try {
    installDebianPackage();
  } catch (error) {
    say(`The package could not be installed: ${error instanceof Error ? error.message : String(error)}`);
  }
  return installed();
}
