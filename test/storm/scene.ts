import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { makeApiKey, migrate, serviceEnvironment } from '../../sandbox/orchestration/service';
import { startStandIn } from '../../sandbox/orchestration/stand-ins';
import { freePort } from '../../sandbox/shared/free-port';
import { BankControl, BillingControl } from '../support/control';
import { CuttableLink } from '../support/cuttable-link';
import { Replica, type Role } from './fleet';
import type { StormOptions } from './options';
import { BANK_SETTINGS, stormSettings } from './service-settings';
import type { StormDatabase } from './storm-database';
import { Tally } from './tally';

/** Everything that runs in a storm, each in a process of its own. */
export interface Scene {
  readonly database: StormDatabase;
  readonly bank: BankControl;
  readonly billing: BillingControl;
  readonly links: { readonly bank: CuttableLink; readonly billing: CuttableLink };
  readonly replicas: readonly Replica[];
  readonly apiKey: string;
  /** Replicas that ended without being killed. */
  readonly ownEnds: Tally;
  readonly logFolder: string;
  /** Calls to the billing stand-in's control that have no name yet in the tests' support. */
  readonly api3Url: string;
  stop(): Promise<void>;
}

const ROLES: readonly Role[] = ['api', 'api', 'worker', 'worker'];

export async function setScene(
  options: StormOptions,
  folder: string,
  database: StormDatabase,
): Promise<Scene> {
  const logFolder = join(folder, 'logs');
  mkdirSync(logFolder, { recursive: true });
  const bank = await startStandIn('bank', { ...BANK_SETTINGS, SANDBOX_BANK_PORT: '0' });
  const api3 = await startStandIn('api3', { SANDBOX_API3_PORT: '0' });
  const links = { bank: await linkTo(bank.url), billing: await linkTo(api3.url) };
  const ports = await Promise.all(ROLES.map(() => freePort()));
  const ownEnds = new Tally();
  const environments = ROLES.map((role, index) => {
    const wiring = {
      databaseUrl: database.urlOf(index),
      bankUrl: `http://127.0.0.1:${links.bank.port}`,
      api3Url: `http://127.0.0.1:${links.billing.port}/`,
      port: ports[index] ?? 0,
    };
    // The orders of one api replica are notified to the other, so that whoever made an order is not who hears of it.
    const hearer = ports[index === 0 ? 1 : 0] ?? 0;
    return serviceEnvironment(wiring, {
      ...stormSettings(options.payments),
      ROLES: role,
      // One for each machine, as in life.
      JOURNAL_DIR: join(folder, 'journals', `${role}-${index}`),
      TINKOFF_NOTIFICATION_URL: `http://127.0.0.1:${hearer}/v1/tinkoff/notifications`,
    });
  });
  const [first = {}] = environments;
  await migrate(first);
  const apiKey = await makeApiKey(first, 'cabinet');
  const replicas = ROLES.map((role, index) => {
    const name = `${role}-${(index % 2) + 1}`;
    const url = `http://127.0.0.1:${ports[index] ?? 0}`;
    return new Replica(name, role, url, environments[index] ?? {}, join(logFolder, `${name}.log`), ownEnds);
  });
  for (const replica of replicas) replica.start();
  await Promise.all(replicas.map((replica) => replica.untilReady()));
  return {
    database,
    bank: new BankControl(bank.url),
    billing: new BillingControl(api3.url),
    links,
    replicas,
    apiKey,
    ownEnds,
    logFolder,
    api3Url: api3.url.replace(/\/$/, ''),
    stop: async () => {
      await Promise.all(replicas.map((replica) => replica.stop()));
      await Promise.all([bank.program.stop(), api3.program.stop()]);
      await Promise.all([links.bank.close(), links.billing.close()]);
    },
  };
}

async function linkTo(url: string): Promise<CuttableLink> {
  const { hostname, port } = new URL(url);
  return CuttableLink.to(hostname, Number(port));
}
