import { setTimeout as pause } from 'node:timers/promises';
import { testBank, type TestBank } from './test-bank';
import { signed } from './token';

let bank: TestBank;
let url: string;
beforeEach(async () => {
  bank = testBank();
  url = await bank.listen();
});
afterEach(() => bank.close());

const init = (orderId: string, timeoutMs = 5000): Promise<Response> => {
  const { terminalKey, password } = bank.bank.settings;
  return fetch(`${url}/v2/Init`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(signed({ TerminalKey: terminalKey, Amount: 50_000, OrderId: orderId }, password)),
    signal: AbortSignal.timeout(timeoutMs),
  });
};

describe('faults of the API', () => {
  it('timeoutAfterCommit: no answer, and the order is there', async () => {
    await bank.control('faults', { api: { timeoutAfterCommit: 1 } });
    await expect(init('a', 100)).rejects.toThrow('timeout');
    expect(bank.bank.book.byOrderId('a')).toBeDefined();
  });

  it('timeoutBeforeCommit: no answer and no order', async () => {
    await bank.control('faults', { api: { timeoutBeforeCommit: 1 } });
    await expect(init('b', 100)).rejects.toThrow('timeout');
    expect(bank.bank.book.byOrderId('b')).toBeUndefined();
  });

  it('http500 does nothing, http500AfterCommit does the work; both answer a page', async () => {
    await bank.control('faults', { api: { http500: 1 } });
    const before = await init('c');
    expect([before.status, before.headers.get('content-type')]).toEqual([500, 'text/html; charset=utf-8']);
    expect(bank.bank.book.byOrderId('c')).toBeUndefined();
    await bank.control('faults', { api: { http500AfterCommit: 1 } });
    expect((await init('c')).status).toBe(500);
    expect(bank.bank.book.byOrderId('c')).toBeDefined();
  });

  it('errorCode refuses, slowMs waits', async () => {
    await bank.control('faults', { api: { errorCode: '202', slowMs: 60 } });
    const begun = Date.now();
    expect(await (await init('d')).json()).toMatchObject({ Success: false, ErrorCode: '202' });
    expect(Date.now() - begun).toBeGreaterThanOrEqual(59);
  });

  it('methods narrows them', async () => {
    await bank.control('faults', { api: { methods: ['Cancel'], errorCode: '202' } });
    expect(await (await init('e')).json()).toMatchObject({ Success: true });
    expect(await bank.call('Cancel', { PaymentId: '1' })).toMatchObject({ ErrorCode: '202' });
  });

  it('a seed repeats the sequence', async () => {
    const round = async (name: string): Promise<number[]> => {
      await bank.control('faults', { seed: 42, api: { http500: 0.5 } });
      const seen: number[] = [];
      for (let n = 0; n < 12; n += 1) seen.push((await init(`${name}${n}`)).status);
      return seen;
    };
    const first = await round('x');
    expect(new Set(first)).toEqual(new Set([200, 500]));
    expect(await round('y')).toEqual(first);
  });

  it('unknown keys are refused and change nothing', async () => {
    await bank.control('faults', { api: { errorCode: '202' } });
    for (const wrong of [
      { apis: {} },
      { api: { http501: 1 } },
      { notifications: { drop: 2 } },
      { seed: 'x' },
      [],
    ]) {
      expect((await bank.control('faults', wrong)).status).toBe(400);
    }
    expect(await (await init('f')).json()).toMatchObject({ ErrorCode: '202' });
  });

  it('closing does not wait for calls that are never answered', async () => {
    await bank.control('faults', { api: { timeoutAfterCommit: 1 } });
    const call = init('g').catch(() => 'cut');
    await pause(50);
    await bank.close();
    expect(await call).toBe('cut');
  });
});
