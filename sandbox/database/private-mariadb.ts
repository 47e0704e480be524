import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';
import { freePort } from '../shared/free-port';
import type { MariadbBinaries } from './mariadb-binaries';

export interface RunningDatabase {
  /** Address without a database name, such as `mariadb://root@127.0.0.1:3307`. */
  readonly serverUrl: string;
  stop(): Promise<void>;
}

export interface PrivateMariadb extends RunningDatabase {
  readonly port: number;
  /** `kill -9`; what was committed is found again by the next start on the same folder. */
  kill(): Promise<void>;
}

function hasExited(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function untilItAnswers(child: ChildProcess, port: number, errorLog: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!hasExited(child) && Date.now() < deadline) {
    try {
      const connection = await createConnection({ host: '127.0.0.1', port, user: 'root' });
      await connection.end();
      return;
    } catch {
      await pause(50);
    }
  }
  throw new Error(`The private MariaDB did not start; its log is ${errorLog}`);
}

/** A server left behind by a parent that was killed holds the data folder: it is asked to end. */
async function endLeftover(pidFile: string): Promise<void> {
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8').trim());
  const isOurs = (): boolean => {
    try {
      return readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8').includes(pidFile);
    } catch {
      return false;
    }
  };
  if (isOurs()) process.kill(pid, 'SIGTERM');
  for (let tries = 0; isOurs() && tries < 200; tries += 1) await pause(50);
}

/** Starts a MariaDB of our own as a child process on a data folder, which is made when it does not exist. */
export async function startPrivateMariadb(
  binaries: MariadbBinaries,
  folder: string,
  options: { readonly removeOnStop: boolean; readonly port?: number },
): Promise<PrivateMariadb> {
  mkdirSync(folder, { recursive: true });
  const pidFile = join(folder, 'mariadb.pid');
  const errorLog = join(folder, 'error.log');
  const common = [
    '--no-defaults',
    `--datadir=${join(folder, 'data')}`,
    `--user=${userInfo().username}`,
    '--innodb-log-file-size=16M',
  ];
  await endLeftover(pidFile);
  if (!existsSync(join(folder, 'data', 'mysql'))) {
    execFileSync(
      binaries.install,
      [...common, '--auth-root-authentication-method=normal', '--skip-test-db'],
      { stdio: 'ignore' },
    );
  }
  const port = options.port ?? (await freePort());
  const child = spawn(
    binaries.server,
    [
      ...common,
      `--socket=${join(folder, 'socket')}`,
      `--pid-file=${pidFile}`,
      `--port=${String(port)}`,
      `--log-error=${errorLog}`,
      '--bind-address=127.0.0.1',
      '--skip-name-resolve',
      '--character-set-server=utf8mb4',
      '--innodb-buffer-pool-size=64M',
      '--innodb-fast-shutdown=2',
      '--max-connections=400',
    ],
    { stdio: 'ignore' },
  );
  await untilItAnswers(child, port, errorLog);
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    if (hasExited(child)) return;
    const exited = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await exited;
  };
  return {
    serverUrl: `mariadb://root@127.0.0.1:${String(port)}`,
    port,
    kill: () => end('SIGKILL'),
    stop: async () => {
      await end('SIGTERM');
      if (options.removeOnStop) rmSync(folder, { recursive: true, force: true });
    },
  };
}
