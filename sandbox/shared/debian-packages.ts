import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const FOLDERS = [
  ...(process.env['PATH'] ?? '').split(':'),
  '/usr/sbin',
  '/usr/bin',
  '/usr/local/sbin',
  '/usr/local/bin',
];

/** The path of a program that is installed. */
export function findProgram(name: string): string | undefined {
  return FOLDERS.map((folder) => join(folder, name)).find((path) => existsSync(path));
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
export function orInstall<T>(
  look: () => T | undefined,
  names: readonly string[],
  say: (line: string) => void,
): T | undefined {
  const present = look();
  if (present) return present;
  if (process.getuid?.() !== 0 || !findProgram('apt-get')) return undefined;
  say(`Not installed: installing the packages ${names.join(', ')}`);
  try {
    installDebianPackages(...names);
  } catch (error) {
    say(`The packages could not be installed: ${error instanceof Error ? error.message : String(error)}`);
  }
  return look();
}
