import axios from 'axios';
import { createServer as createApi3 } from '../../../sandbox/api3/server';
import { createServer as createLbweb } from '../../../sandbox/lbweb/server';
import type { SettingsChange } from '../../../sandbox/lbweb/settings/cabinet-settings';
import { Api3Billing } from '../../../src/billing/api3/api3.adapter';
import { Api3Core } from '../../../src/billing/api3/api3-core';
import type {
  CabinetAbilities,
  CabinetStage,
  UpstreamMood,
} from '../../../src/billing/cabinet-port.contract';
import { LbwebCabinet } from '../../../src/billing/lbweb-client/lbweb-cabinet';
import { UpstreamSessions } from '../../../src/billing/upstream-sessions.port';
import { FakeClock } from '../../support/fakes';

const MANAGER = { managerLogin: 'tbank', managerPassword: 'demo' };
const LOCAL = { host: '127.0.0.1', port: 0 };
const NOW = '2026-11-24T09:00:00.000Z';
const TODAY = '2026-11-24';

/** What pages show, which is less than billing knows. */
const ABILITIES: CabinetAbilities = {
  tellsRecommendedPayment: false,
  tellsCredit: false,
  tellsServiceIds: false,
  tellsRecordIds: false,
  tellsExactTimes: false,
  datesByPayer: false,
  tellsServiceAccounts: false,
  // Of an overdue one the cabinet says what it says where none is offered.
  tellsRefusals: ['already_active', 'agreement_too_young', 'debt_too_large', 'not_offered'],
  servesPrograms: false,
  endsSessions: true,
  recoversPasswords: true,
};

class KeptSessions extends UpstreamSessions {
  readonly kept = new Map<string, string>();
  saves = 0;

  load(sessionId: string): Promise<string | null> {
    return Promise.resolve(this.kept.get(sessionId) ?? null);
  }

  save(sessionId: string, upstreamSession: string): Promise<void> {
    this.saves += 1;
    this.kept.set(sessionId, upstreamSession);
    return Promise.resolve();
  }
}

export interface LbwebStageOptions {
  readonly urlForm: 'query' | 'path';
  /** How the stand-in's cabinet looks and behaves, beside its defaults. */
  readonly settings?: SettingsChange;
}

export interface LbwebStage extends CabinetStage {
  readonly cabinet: LbwebCabinet;
  readonly sessions: KeptSessions;
  /** Calls to the stand-in's control. */
  control<T>(path: string, body?: unknown): Promise<T>;
  /** How often each route was asked for since the last reset. */
  calls(): Promise<Readonly<Record<string, number>>>;
}

/** The adapter by the subscriber cabinet, before its stand-in over the stand-in of the core, on one clock that stands. */
export async function openLbwebStage({ urlForm, settings = {} }: LbwebStageOptions): Promise<LbwebStage> {
  const clock = new FakeClock(Date.parse(NOW));
  const now = (): number => clock.now().getTime();
  const api3 = createApi3({ ...MANAGER, now });
  const api3Url = await api3.listen(LOCAL);
  const lbweb = createLbweb({ ...LOCAL, core: { url: `${api3Url}/`, timeoutMs: 2_000 }, now });
  const url = await lbweb.listen(LOCAL);
  const core = new Api3Core({
    ...MANAGER,
    url: `${api3Url}/`,
    timeoutMs: 5_000,
    timeZone: 'Europe/Moscow',
    paymentClassId: 0,
    cashCode: 2,
    axios: axios.create({ proxy: false }),
    clock,
  });
  const billing = new Api3Billing(core);
  const sessions = new KeptSessions();
  const cabinet = new LbwebCabinet({
    baseUrl: urlForm === 'query' ? url : `${url}/lbweb-client/`,
    urlForm,
    timeoutMs: 5_000,
    timeZone: 'Europe/Moscow',
    axios: axios.create({ proxy: false }),
    clock,
    sessions,
    ownerOf: (agreementId) => billing.findOwner(agreementId),
  });

  async function control<T>(base: string, path: string, body?: unknown): Promise<T> {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const response = await fetch(`${base}/_control/${path}`, init);
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${String(response.status)} ${text}`);
    return JSON.parse(text) as T;
  }

  const moods: Readonly<Record<UpstreamMood, unknown>> = {
    well: {},
    down: { down: true },
    garbled: { '*': { changedPage: 1 } },
  };

  return {
    abilities: ABILITIES,
    today: TODAY,
    cabinet,
    sessions,
    keep: ({ uid, upstreamSession }) => {
      const sessionId = `session-${String(sessions.kept.size + 1)}`;
      if (upstreamSession !== null) sessions.kept.set(sessionId, upstreamSession);
      return Promise.resolve({ uid, sessionId });
    },
    newcomer: async () => {
      const [one] = await control<{ login: string; agrmid: number }[]>(api3Url, 'subscribers', { count: 1 });
      if (!one) throw new Error('Nobody came');
      return { login: one.login, agreementId: String(one.agrmid) };
    },
    post: (payment) => billing.postPayment({ ...payment, comment: '', notAfter: clock.after(60_000) }),
    recoveryMails: async () => (await control<unknown[]>(api3Url, 'mails')).length,
    setMood: (mood) => control(url, 'faults', moods[mood]),
    reset: async () => {
      await control(api3Url, 'reset', {});
      await control(url, 'reset', {});
      await control(url, 'settings', settings);
    },
    control: (path, body) => control(url, path, body),
    calls: () => control(url, 'calls'),
    close: async () => {
      cabinet.close();
      core.close();
      await lbweb.close();
      await api3.close();
    },
  };
}
