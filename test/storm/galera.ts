import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startGaleraCluster } from '../../sandbox/database/galera-cluster';
import type { GaleraNode } from '../../sandbox/database/galera-node';
import { ensureDatabase } from '../../sandbox/orchestration/service';
import { FailoverLink, type Target } from './failover-link';
import { countersOf, DATABASE_NAME, type StormDatabase } from './storm-database';

const CHECK_EVERY_MS = 300;
const REPLICAS = 4;
const COUNTERS = [
  'Innodb_deadlocks',
  'wsrep_local_bf_aborts',
  'wsrep_local_cert_failures',
  'wsrep_replicated',
  'wsrep_replicated_bytes',
];

/** A node as the balancer sees it. */
class CheckedNode implements Target {
  private found = true;

  constructor(readonly node: GaleraNode) {}

  get port(): number {
    return this.node.place.port;
  }

  isUp(): boolean {
    return this.found;
  }

  async check(): Promise<void> {
    this.found = await this.node.isSynced();
  }
}

/** Three nodes, of which one at a time is killed and joins again; each replica prefers a node of its own. */
export async function startGalera(folder: string, say: (line: string) => void): Promise<StormDatabase> {
  const nodes = await startGaleraCluster(join(folder, 'galera'), say);
  const checked = nodes.map((node) => new CheckedNode(node));
  const [first] = checked;
  if (!first) throw new Error('A cluster has nodes');
  const address = await ensureDatabase(`mariadb://root@127.0.0.1:${first.port}`, DATABASE_NAME);
  const links = await Promise.all(
    Array.from({ length: REPLICAS }, (_, replica) =>
      FailoverLink.to(checked.map((_target, i) => checked[(replica + i) % checked.length] ?? first)),
    ),
  );
  const isOver = new AbortController();
  const checking = checkUntil(isOver.signal, checked, links);
  let kills = 0;
  let restarting = Promise.resolve();
  const killAndRestart = async (chosen: number, pauseMs: number): Promise<void> => {
    const node = nodes[chosen % nodes.length];
    if (!node) return;
    await node.end('SIGKILL');
    kills += 1;
    await pause(pauseMs);
    node.start({ isFounder: false });
    await node.untilSynced();
  };
  const urlTo = (port: number): string => {
    const url = new URL(address);
    url.port = String(port);
    return url.toString();
  };
  return {
    url: address,
    urlOf: (replica) => urlTo(links[replica]?.port ?? first.port),
    killAndRestart: (chosen, pauseMs) => {
      restarting = restarting.then(() => killAndRestart(chosen, pauseMs));
      return restarting;
    },
    untilWhole: async () => {
      await restarting;
      await Promise.all(nodes.map((node) => node.untilSynced()));
    },
    get kills() {
      return kills;
    },
    conflicts: async () => {
      const sums: Record<string, number> = {};
      for (const { place } of nodes) {
        for (const [name, count] of Object.entries(await countersOf(place.port, COUNTERS)))
          sums[name] = (sums[name] ?? 0) + count;
      }
      return sums;
    },
    stop: async () => {
      isOver.abort();
      await checking;
      await restarting.catch(() => undefined);
      await Promise.all(links.map((link) => link.close()));
      // The storm is over and nobody reads the data any more.
      await Promise.all(nodes.map((node) => node.end('SIGKILL')));
    },
  };
}

async function checkUntil(
  signal: AbortSignal,
  checked: readonly CheckedNode[],
  links: readonly FailoverLink[],
): Promise<void> {
  while (!signal.aborted) {
    await Promise.all(checked.map((node) => node.check()));
    for (const link of links) link.dropDead();
    await pause(CHECK_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}
