import axios from 'axios';
import { createServer } from '../../../sandbox/api3/server';
import { Api3Billing } from '../../../src/billing/api3/api3.adapter';
import { Api3Cabinet } from '../../../src/billing/api3/api3-cabinet';
import { Api3Core } from '../../../src/billing/api3/api3-core';
import type {
  CabinetAbilities,
  CabinetStage,
  UpstreamMood,
} from '../../../src/billing/cabinet-port.contract';
import { PROMISE_REFUSALS } from '../../../src/billing/cabinet.port';
import { FakeClock } from '../../support/fakes';

const MANAGER = { managerLogin: 'tbank', managerPassword: 'demo' };
const NOW = '2026-11-24T09:00:00.000Z';
const TODAY = '2026-11-24';

/** The manager sees all that billing knows. */
const ABILITIES: CabinetAbilities = {
  tellsRecommendedPayment: true,
  tellsCredit: true,
  tellsServiceIds: true,
  tellsRecordIds: true,
  tellsExactTimes: true,
  datesByPayer: true,
  tellsServiceAccounts: true,
  tellsRefusals: PROMISE_REFUSALS,
  servesPrograms: true,
  endsSessions: false,
  recoversPasswords: true,
};

const MOODS: Readonly<Record<UpstreamMood, unknown>> = {
  well: { down: false, '*': {} },
  down: { down: true },
  garbled: { '*': { truncateXml: 1 } },
};

export interface Api3Stage extends CabinetStage {
  /** How often each operation was called since the last reset. */
  calls(): Promise<Readonly<Record<string, number>>>;
  /** Calls that the stand-in refused for their form. */
  rejected(): Promise<readonly unknown[]>;
}

/** The adapter by the core's SOAP interface, before its stand-in in this process, on one clock that stands. */
export async function openApi3Stage(): Promise<Api3Stage> {
  const clock = new FakeClock(Date.parse(NOW));
  const server = createServer({ ...MANAGER, now: () => clock.now().getTime() });
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  const core = new Api3Core({
    ...MANAGER,
    url: `${url}/`,
    timeoutMs: 5_000,
    timeZone: 'Europe/Moscow',
    paymentClassId: 0,
    cashCode: 2,
    axios: axios.create({ proxy: false }),
    clock,
  });
  const billing = new Api3Billing(core);

  async function control<T>(path: string, body?: unknown): Promise<T> {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const response = await fetch(`${url}/_control/${path}`, init);
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${String(response.status)} ${text}`);
    return JSON.parse(text) as T;
  }

  return {
    abilities: ABILITIES,
    today: TODAY,
    cabinet: new Api3Cabinet(core),
    keep: ({ uid }) => Promise.resolve({ uid, sessionId: 'session-1' }),
    newcomer: async () => {
      const [one] = await control<{ login: string; agrmid: number }[]>('subscribers', { count: 1 });
      if (!one) throw new Error('Nobody came');
      return { login: one.login, agreementId: String(one.agrmid) };
    },
    post: (payment) => billing.postPayment({ ...payment, comment: '', notAfter: clock.after(60_000) }),
    recoveryMails: async () => (await control<unknown[]>('mails')).length,
    setMood: (mood) => control('faults', MOODS[mood]),
    reset: () => control('reset', {}),
    calls: () => control('calls'),
    rejected: () => control('rejected'),
    close: async () => {
      core.close();
      await server.close();
    },
  };
}
