import { join } from 'node:path';
import { freePort } from '../shared/free-port';
import { GaleraNode, type NodePlace } from './galera-node';
import { localGalera } from './mariadb-binaries';

const NODES = 3;

async function placesIn(folder: string): Promise<NodePlace[]> {
  const places: NodePlace[] = [];
  for (let number = 1; number <= NODES; number += 1) {
    places.push({
      name: `node-${number}`,
      folder: join(folder, `node-${number}`),
      port: await freePort(),
      groupPort: await freePort(),
      incrementalPort: await freePort(),
      transferPort: await freePort(),
    });
  }
  return places;
}

/**
 * Three nodes of Galera on this machine; on Debian as root the packages are installed when missing.
 * @throws Error when they are missing and cannot be installed
 */
export async function startGaleraCluster(
  folder: string,
  say: (line: string) => void,
): Promise<readonly GaleraNode[]> {
  const binaries = localGalera(say);
  if (!binaries) throw new Error('No Galera: install mariadb-server, galera-4 and rsync');
  const places = await placesIn(folder);
  const nodes = places.map((place) => new GaleraNode(binaries, place, places));
  // One after the other: each is sent the data by those that are there.
  for (const [index, node] of nodes.entries()) {
    node.start({ isFounder: index === 0 });
    await node.untilSynced();
  }
  return nodes;
}
