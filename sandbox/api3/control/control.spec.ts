import { SoapProbe, text, texts } from '../testing/soap-probe';

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
    expect(await probe.control<object[]>('agreements')).toHaveLength(8);
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

  it('takes a payment away and puts it back, cancels it and puts it in force again', async () => {
    const cookie = await probe.signIn();
    await probe.post(cookie, { receipt: 'A-1' });
    const before = await probe.payments();
    await probe.control('payments/5001', { removed: true });
    expect([await probe.payments(), await probe.balance()]).toEqual([[], -66_67]);
    await probe.control('payments/5001', { removed: false, amount: '12.34' });
    expect(await probe.balance()).toBe(-54_33);
    expect(await probe.control('payments/5001', { status: 2 })).toMatchObject({ status: 2, amount: '12.34' });
    expect(await probe.balance()).toBe(-66_67);
    await probe.control('payments/5001', { status: 0, amount: '500.00' });
    expect(await probe.payments()).toEqual(before);
    expect(await probe.balance()).toBe(433_33);
  });

  it('doubles a payment under its receipt, which lists show and the check by receipt does not', async () => {
    const cookie = await probe.signIn();
    await probe.post(cookie, { receipt: 'A-1' });
    await probe.cancel(cookie, 'A-1');
    const double = await probe.control('payments/5001/double', {});
    expect(double).toMatchObject({
      recordid: 5002,
      receipt: 'A-1',
      status: 0,
      canceldate: null,
      modperson: 42,
    });
    const list = await probe.call('getPayments', '<flt><mgrid>42</mgrid></flt>', cookie);
    expect(texts(list, 'recordid')).toEqual(['5002', '5001']);
    const check = await probe.call('ExternCheckPayment', '<receipt>A-1</receipt>', cookie);
    expect(texts(check, 'recordid')).toEqual(['5001']);
    expect(await probe.balance()).toBe(433_33);
  });

  it('takes many payments of an earlier time at once, cancelled ones too', async () => {
    const payments = Array.from({ length: 5_000 }, (_, index) => ({
      agrmid: 1940,
      amountKopecks: 1,
      receipt: `B-${String(index)}`,
      modperson: 42,
      paydate: '2026-11-20 23:59:59',
      status: index % 2 === 0 ? 0 : 2,
    }));
    const { recordids } = await probe.control<{ recordids: number[] }>('payments/many', { payments });
    expect([recordids[0], recordids.at(-1)]).toEqual([5001, 10_000]);
    expect(await probe.balance()).toBe(-66_67 + 2_500);
    const cancelled = (await probe.payments()).filter(({ status }) => status === 2);
    expect(cancelled).toHaveLength(2_500);
    expect(cancelled[0]).toMatchObject({ receipt: 'B-1', paydate: '2026-11-20 23:59:59' });
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
    expect(await probe.control<object[]>('agreements')).toHaveLength(8);
    expect(await probe.control('calls')).toEqual({});
    expect((await probe.post(cookie, { receipt: 'A-1' })).status).toBe(200);
  });

  it.each([
    ['payments/1', { delete: true }, 404],
    ['payments/1/double', {}, 404],
    ['payments/1', { amount: '1.234' }, 400],
    ['payments/1', { status: 3 }, 400],
    ['payments', { agrmid: 1, amountKopecks: 1, receipt: 'x' }, 404],
    ['payments/many', { payments: [{ agrmid: 1, amountKopecks: 1, receipt: 'x' }] }, 404],
    ['payments/many', {}, 400],
    ['agreements/1', {}, 404],
    ['nothing', {}, 404],
    ['subscribers', { count: 0 }, 400],
    ['subscribers', { number: 5 }, 400],
    ['lock-date', { date: '2026-02-30' }, 400],
  ])('refuses %s %j', async (path, body, status) => {
    expect((await probe.controlResponse(path, body)).status).toBe(status);
  });
});
