import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import type { GaleraBinaries } from './mariadb-binaries';

export interface NodePlace {
  readonly name: string;
  readonly folder: string;
  /** Ports: of SQL, of the group, of incremental and of whole state transfers. */
  readonly port: number;
  readonly groupPort: number;
  readonly incrementalPort: number;
  readonly transferPort: number;
}

const READY_PATIENCE_MS = 120_000;

/** As root the transfer's own daemon could not read the data: the package's user runs the nodes. */
const isRoot = process.getuid?.() === 0;
const USER = isRoot ? 'mysql' : userInfo().username;

/**
 * How soon the others take a silent node for dead: three seconds instead of Galera's five. Not less: on a machine whose cores
 * are all taken, nodes that are well fall silent for a second, and a cluster that loses one while another is being killed has
 * no majority left and waits for an operator.
 */
const PATIENCE = ['evs.suspect_timeout=PT3S', 'evs.inactive_timeout=PT10S'];

/** One node of a cluster on this machine. */
export class GaleraNode {
  private child: ChildProcess | null = null;

  constructor(
    private readonly binaries: GaleraBinaries,
    readonly place: NodePlace,
    private readonly members: readonly NodePlace[],
  ) {}

  /** Starts the node: the first one founds the cluster, every other one joins and is sent what it lacks. */
  start(options: { readonly isFounder: boolean }): void {
    const { folder } = this.place;
    mkdirSync(folder, { recursive: true });
    if (isRoot) execFileSync('chown', [`${USER}:`, folder]);
    const isNew = !existsSync(join(folder, 'data', 'mysql'));
    if (isNew) {
      execFileSync(
        this.binaries.install,
        [...this.dataArguments, '--auth-root-authentication-method=normal', '--skip-test-db'],
        { stdio: 'ignore' },
      );
    }
    const group = this.members.map(({ groupPort }) => `127.0.0.1:${groupPort}`).join(',');
    const args = this.arguments(options.isFounder ? '' : group);
    const position = isNew ? [] : this.recoveredPosition(args);
    this.child = spawn(this.binaries.server, [...args, ...position], { stdio: 'ignore' });
  }

  private get dataArguments(): string[] {
    const data = join(this.place.folder, 'data');
    return ['--no-defaults', `--datadir=${data}`, `--user=${USER}`, '--innodb-log-file-size=16M'];
  }

  private arguments(group: string): string[] {
    const { name, folder, port, groupPort, incrementalPort, transferPort } = this.place;
    const provider = [
      `gmcast.listen_addr=tcp://127.0.0.1:${groupPort}`,
      `ist.recv_addr=127.0.0.1:${incrementalPort}`,
      'gcache.size=64M',
      'pc.recovery=false',
      ...PATIENCE,
    ];
    return [
      ...this.dataArguments,
      `--socket=${join(folder, 'socket')}`,
      `--pid-file=${join(folder, 'mariadb.pid')}`,
      `--port=${port}`,
      `--log-error=${join(folder, 'error.log')}`,
      '--bind-address=127.0.0.1',
      '--skip-name-resolve',
      '--character-set-server=utf8mb4',
      '--innodb-buffer-pool-size=64M',
      '--max-connections=400',
      '--binlog-format=ROW',
      '--default-storage-engine=InnoDB',
      '--innodb-autoinc-lock-mode=2',
      // What a node loses in a crash, the others still have.
      '--innodb-flush-log-at-trx-commit=0',
      '--wsrep-on=ON',
      `--wsrep-provider=${this.binaries.provider}`,
      '--wsrep-cluster-name=sandbox',
      `--wsrep-node-name=${name}`,
      '--wsrep-node-address=127.0.0.1',
      `--wsrep-cluster-address=gcomm://${group}`,
      '--wsrep-sst-method=rsync',
      `--wsrep-sst-receive-address=127.0.0.1:${transferPort}`,
      `--wsrep-provider-options=${provider.join(';')}`,
    ];
  }

  /** Where the node's own data end, as the unit of Debian's package finds it out: with it, only what is missing is sent. */
  private recoveredPosition(args: readonly string[]): string[] {
    const log = join(this.place.folder, 'recovery.log');
    rmSync(log, { force: true });
    spawnSync(this.binaries.server, [...args, `--log-error=${log}`, '--wsrep-recover'], { stdio: 'ignore' });
    const said = existsSync(log) ? readFileSync(log, 'utf8') : '';
    const [, position] = /WSREP: Recovered position:\s*(\S+)/.exec(said) ?? [];
    return position === undefined ? [] : [`--wsrep-start-position=${position}`];
  }

  get hasEnded(): boolean {
    return this.child === null || this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** Whether a balancer may send work here, as `clustercheck` asks it. */
  async isSynced(): Promise<boolean> {
    if (this.hasEnded) return false;
    try {
      const connection = await createConnection({
        host: '127.0.0.1',
        port: this.place.port,
        user: 'root',
        connectTimeout: 1_000,
      });
      try {
        const [rows] = await connection.query<RowDataPacket[]>(
          "SHOW GLOBAL STATUS WHERE Variable_name IN ('wsrep_ready', 'wsrep_local_state_comment')",
        );
        const values = rows.map((row) => String(row['Value']));
        return values.includes('ON') && values.includes('Synced');
      } finally {
        connection.destroy();
      }
    } catch {
      return false;
    }
  }

  async untilSynced(): Promise<void> {
    const deadline = Date.now() + READY_PATIENCE_MS;
    while (!(await this.isSynced())) {
      if (this.hasEnded || Date.now() > deadline)
        throw new Error(
          `${this.place.name} did not join; its log is ${join(this.place.folder, 'error.log')}`,
        );
      await pause(100);
    }
  }

  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const { child } = this;
    if (child === null || this.hasEnded) return;
    const exited = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await exited;
  }
}
