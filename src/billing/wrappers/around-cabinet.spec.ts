import { kopecks } from '../../shared/money';
import type { CabinetPort } from '../cabinet.port';
import { AroundCabinet, type AroundCall } from './around-cabinet';

const WHO = { uid: '1', sessionId: null };
const DAYS = { from: '2026-11-01', to: '2026-11-24' };

const CALLS: Readonly<Record<keyof CabinetPort, readonly unknown[]>> = {
  signIn: [{ login: 'u', password: 'p', address: null }],
  signOut: [WHO],
  getAccount: [WHO],
  getBalance: [WHO, '1940'],
  getServices: [WHO, '1940'],
  getHistory: [WHO, '1940', DAYS],
  getPromisedPayment: [WHO, '1940'],
  takePromisedPayment: [WHO, '1940', kopecks(100)],
  changePassword: [WHO, { current: 'a', next: 'b' }],
  recoverPassword: ['u'],
  checkHealth: [],
};
const NAMES = Object.keys(CALLS) as (keyof CabinetPort)[];

type AnyCall = (...args: readonly unknown[]) => Promise<unknown>;
const call = (cabinet: CabinetPort, name: keyof CabinetPort): Promise<unknown> =>
  (cabinet[name] as AnyCall).call(cabinet, ...CALLS[name]);

describe('what is done around a cabinet', () => {
  const seen: unknown[] = [];
  const inner = Object.fromEntries(
    NAMES.map((name) => [
      name,
      (...args: unknown[]): Promise<string> => {
        seen.push([name, ...args]);
        return Promise.resolve(`answer of ${name}`);
      },
    ]),
  ) as unknown as CabinetPort;
  beforeEach(() => seen.splice(0));

  it('is done around every call, which gets its own arguments and answer', async () => {
    const around: string[] = [];
    const noting: AroundCall = (name, work) => {
      around.push(name);
      return work();
    };
    const cabinet = new AroundCabinet(inner, noting);
    for (const name of NAMES) expect(await call(cabinet, name)).toBe(`answer of ${name}`);
    expect(around).toEqual(NAMES);
    expect(seen).toEqual(NAMES.map((name) => [name, ...CALLS[name]]));
  });

  it('is not done around those that go straight through', async () => {
    const refusing: AroundCall = () => Promise.reject(new Error('closed'));
    const cabinet = new AroundCabinet(inner, refusing, { straight: ['checkHealth'] });
    await expect(cabinet.getBalance(WHO, '1940')).rejects.toThrow('closed');
    await cabinet.checkHealth();
    expect(seen).toEqual([['checkHealth']]);
  });
});
