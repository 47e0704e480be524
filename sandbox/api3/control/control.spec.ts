import { SoapProbe, text } from '../testing/soap-probe';

describe('control', () => {
  let probe: SoapProbe;

  beforeEach(async () => {
    probe = await SoapProbe.start();
  });
  afterEach(() => probe.stop());

  it('shows agreements', async () => {
    const open = { agrmid: 1940, number: '001', code: '7001940', uid: 940, balanceKopecks: -6667 };
    expect(await probe.control('agreements?agrmid=1940')).toEqual([
      { ...open, balance: '-66.67', closedon: null },
    ]);
    expect(await probe.control<object[]>('agreements')).toHaveLength(5);
  });

  it('makes subscribers who can sign in, and more on the next call', async () => {
    const made = await probe.control<{ login: string; agrmid: number }[]>('subscribers', { count: 3 });
    const more = await probe.control<{ login: string; agrmid: number }[]>('subscribers', { count: 1 });
    expect(made[0]).toEqual({
      login: '100001',
      password: 'demo',
      uid: 100_001,
      agrmid: 200_001,
      number: 'L-100001',
    });
    expect(new Set([...made, ...more].map((subscriber) => subscriber.agrmid)).size).toBe(4);
    const answer = await probe.call('ClientLogin', `<login>${more[0]!.login}</login><pass>demo</pass>`);
    expect(text(answer, 'uid')).toBe('100004');
  });

  it('changes a payment by hand and moves the balances with it', async () => {
    const cookie = await probe.signIn();
    await probe.post(cookie, { receipt: 'A-1' });
    expect(await probe.control('payments/5001', { amountKopecks: 100_00 })).toMatchObject({
      amount: '100.00',
    });
    expect(await probe.balance(1940)).toBe(33_33);
    await probe.control('payments/5001', { agrmid: 1941 });
    expect([await probe.balance(1940), await probe.balance(1941)]).toEqual([-66_67, 220_00]);
    await probe.control('payments/5001', { delete: true });
    expect(await probe.balance(1941)).toBe(120_00);
    expect(await probe.payments()).toEqual([]);
    const answer = await probe.call('ExternCheckPayment', '<receipt>A-1</receipt>', cookie);
    expect(text(answer, 'detail')).toContain('not found');
  });

  it('closes and opens an agreement', async () => {
    const cookie = await probe.signIn();
    await probe.control('agreements/1940', { closedon: '2026-11-20' });
    expect((await probe.post(cookie, { receipt: 'A-1' })).status).toBe(500);
    await probe.control('agreements/1940', { closedon: null });
    expect((await probe.post(cookie, { receipt: 'A-1' })).status).toBe(200);
  });

  it('goes back to the demo data and keeps sessions', async () => {
    const cookie = await probe.signIn();
    await probe.post(cookie, { receipt: 'A-1' });
    await probe.control('subscribers', { count: 2 });
    await probe.control('lock-date', { date: '2036-01-01' });
    expect(await probe.control('calls')).toEqual({ Login: 1, ExternPayment: 1 });
    expect(await probe.control('reset', {})).toEqual({ reset: true });
    expect(await probe.payments()).toEqual([]);
    expect(await probe.balance()).toBe(-66_67);
    expect(await probe.control<object[]>('agreements')).toHaveLength(5);
    expect(await probe.control('calls')).toEqual({});
    expect((await probe.post(cookie, { receipt: 'A-1' })).status).toBe(200);
  });

  it.each([
    ['payments/1', { delete: true }, 404],
    ['payments', { agrmid: 1, amountKopecks: 1, receipt: 'x' }, 404],
    ['agreements/1', {}, 404],
    ['nothing', {}, 404],
    ['subscribers', { count: 0 }, 400],
    ['subscribers', { number: 5 }, 400],
    ['lock-date', { date: '2026-02-30' }, 400],
  ])('refuses %s %j', async (path, body, status) => {
    expect((await probe.controlResponse(path, body)).status).toBe(status);
  });
});
