import { setTimeout as pause } from 'node:timers/promises';
import type { CuttableLink } from '../support/cuttable-link';
import type { Role } from './fleet';
import type { Chance } from './random';
import type { Scene } from './scene';
import { LATE_COMMIT_MS } from './service-settings';
import type { Tally } from './tally';

/** One kind of thing that goes wrong, and is over again when the promise resolves. */
export interface Disaster {
  readonly name: string;
  strike(): Promise<void>;
}

/** What the bank does to its notifications all the time. */
export const NOTIFICATIONS = { duplicate: 0.2, drop: 0.1, reorder: 0.1, delayMs: [0, 150] };

const BILLING_FAULTS: readonly Record<string, unknown>[] = [
  { ExternPayment: { timeoutAfterCommit: 0.5 } },
  { ExternPayment: { timeoutBeforeCommit: 0.4 } },
  { ExternPayment: { http502: 0.3, http502AfterCommit: 0.3 } },
  { ExternPayment: { truncateXml: 0.6 } },
  { ExternPayment: { lateCommitMs: LATE_COMMIT_MS, lateCommit: 0.5 } },
  { '*': { expireSession: 0.2 } },
  { ExternCheckPayment: { timeoutAfterCommit: 0.5 }, ExternPayment: { timeoutAfterCommit: 0.5 } },
  { ExternCancelPayment: { timeoutAfterCommit: 0.4, http502AfterCommit: 0.3 } },
  { '*': { slowMs: 400, slow: 0.3, http502: 0.1 } },
  { down: true },
];

const BANK_FAULTS: readonly Record<string, unknown>[] = [
  { methods: ['Init'], timeoutAfterCommit: 0.4 },
  { methods: ['Init'], timeoutBeforeCommit: 0.3, http500: 0.2 },
  { methods: ['Init'], http500AfterCommit: 0.4 },
  { methods: ['GetState', 'CheckOrder'], http500: 0.5 },
  { methods: ['Cancel'], timeoutAfterCommit: 0.6 },
  { slowMs: 300, timeoutAfterCommit: 0.1 },
];

/** Every kind of disaster there is; `count` learns of each. */
export function disastersOf(scene: Scene, chance: Chance, count: Tally): readonly Disaster[] {
  const kill = (role: Role): Disaster => ({
    name: `kill ${role}`,
    strike: async () => {
      const replica = chance.pick(scene.replicas.filter((candidate) => candidate.role === role));
      const downMs = chance.between(50, 1_500);
      count.add(`kill ${role}`);
      await replica.kill();
      await pause(downMs);
      replica.start();
      await replica.untilReady();
    },
  });
  const cut = (name: string, link: CuttableLink): Disaster => ({
    name: `cut ${name}`,
    strike: async () => {
      const cutMs = chance.between(200, 2_500);
      count.add(`cut ${name}`);
      link.cut();
      await pause(cutMs);
      link.mend();
    },
  });
  return [
    kill('api'),
    kill('worker'),
    {
      name: 'kill database',
      strike: async () => {
        count.add('kill database');
        await scene.database.killAndRestart(chance.between(0, 1_000), chance.between(100, 1_500));
      },
    },
    cut('bank', scene.links.bank),
    cut('billing', scene.links.billing),
    {
      name: 'faults of billing',
      strike: async () => {
        const faults = chance.pick(BILLING_FAULTS);
        count.add('faults of billing');
        await scene.billing.faults(faults);
        await pause(faults['down'] === true ? 1_500 : chance.between(1_500, 4_000));
        await scene.billing.faults({});
      },
    },
    {
      name: 'faults of the bank',
      strike: async () => {
        count.add('faults of the bank');
        await scene.bank.faults({ api: chance.pick(BANK_FAULTS) });
        await pause(chance.between(1_500, 4_000));
        await scene.bank.faults({ api: {} });
      },
    },
  ];
}
