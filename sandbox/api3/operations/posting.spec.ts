import { SoapProbe, text } from '../testing/soap-probe';

describe('posting, checking and cancelling a payment', () => {
  let probe: SoapProbe;
  let cookie: string;

  beforeEach(async () => {
    probe = await SoapProbe.start();
    cookie = await probe.signIn();
  });
  afterEach(() => probe.stop());

  const check = (receipt: string) =>
    probe.call('ExternCheckPayment', `<receipt>${receipt}</receipt>`, cookie);

  it('credits the agreement to the kopeck', async () => {
    const answer = await probe.post(cookie, { receipt: 'A-1', paydate: '2026-11-24 12:00:00' });
    expect(answer.status).toBe(200);
    expect(text(answer, 'ret')).toBe('5001');
    expect(await probe.balance()).toBe(433_33);
    expect(await probe.payments('A-1')).toEqual([
      {
        recordid: 5001,
        agrmid: 1940,
        amountKopecks: 50_000,
        amount: '500.00',
        receipt: 'A-1',
        status: 0,
        paydate: '2026-11-24 12:00:00',
        canceldate: null,
        comment: '',
        classid: 0,
        cashcode: 1,
        modperson: 42,
      },
    ]);
    const agreement = await probe.call('getAgreements', '<flt><agrmid>1940</agrmid></flt>', cookie);
    expect(text(agreement, 'balance')).toBe('433.32999999999998');
  });

  it('posts a receipt once, whatever the repeat says', async () => {
    await probe.post(cookie, { receipt: 'A-1' });
    for (const repeat of [{}, { amount: '1.00' }, { str: '1941' }]) {
      const answer = await probe.post(cookie, { receipt: 'A-1', ...repeat });
      expect(answer.status).toBe(500);
      expect(text(answer, 'detail')).toBe(
        'Payment with receipt = A-1 and mod_person = 42 already exists (record_id = 5001)',
      );
    }
    expect(await probe.payments()).toHaveLength(1);
    expect(await probe.balance()).toBe(433_33);
  });

  it('posts parallel calls with one receipt once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => probe.post(cookie, { receipt: 'A-1' })),
    );
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    expect(await probe.balance()).toBe(433_33);
  });

  it('does not see the receipts of another manager', async () => {
    await probe.control('payments', { agrmid: 1940, amountKopecks: 100, receipt: 'A-1' });
    expect(text(await check('A-1'), 'detail')).toContain('not found');
    expect((await probe.post(cookie, { receipt: 'A-1' })).status).toBe(200);
  });

  it.each([
    [5, '001', 1940],
    [6, '7001941', 1941],
    [11, '1950', 1950],
  ])('finds the agreement by code %d', async (id, str, agrmid) => {
    expect((await probe.post(cookie, { receipt: 'A-1', id, str })).status).toBe(200);
    expect((await probe.payments())[0]!.agrmid).toBe(agrmid);
  });

  it.each([
    [11, '9999'],
    [11, '01940'],
    [5, '1940'],
    [1, '001940'],
    [10, '940'],
  ])('finds no agreement by code %d and "%s"', async (id, str) => {
    const answer = await probe.post(cookie, { receipt: 'A-1', id, str });
    expect(text(answer, 'detail')).toContain('not found');
  });

  it.each([
    ['closed', '1960'],
    ['of an archived account', '1970'],
  ])('refuses an agreement that is %s', async (_why, str) => {
    const answer = await probe.post(cookie, { receipt: 'A-1', str });
    expect(text(answer, 'detail')).toBe(
      `Agreement(agrm_id = ${str}) removed or terminated. Operation is not available.`,
    );
    expect(await probe.payments()).toEqual([]);
  });

  it.each(['0', '0.00', '-5.00'])('refuses the amount %s', async (amount) => {
    expect(text(await probe.post(cookie, { receipt: 'A-1', amount }), 'faultcode')).toBe('SOAP-ENV:Server');
    expect(await probe.control('rejected')).toEqual([]);
  });

  it('refuses a payment without a receipt', async () => {
    expect(text(await probe.post(cookie, { receipt: '' }), 'detail')).toBe('No confirmative document');
  });

  it('refuses what is dated in a closed period', async () => {
    await probe.control('lock-date', { date: '2026-11-01' });
    const late = await probe.post(cookie, { receipt: 'A-1', paydate: '2026-10-31 23:59:59' });
    expect(text(late, 'detail')).toBe('There is period lock. You cannot affect data earlier than 2026-11-01');
    expect((await probe.post(cookie, { receipt: 'A-1', paydate: '2026-11-01 00:00:00' })).status).toBe(200);
  });

  it('shows a posted payment to whoever posted it', async () => {
    await probe.post(cookie, { receipt: 'A-1', amount: '0.10', paydate: '2022-05-16 19:06:32' });
    const answer = await check('A-1');
    expect(text(answer, 'recordid')).toBe('5001');
    expect(text(answer, 'amount')).toBe('0.10000000000000001');
    expect(text(answer, 'amountcurr')).toBe('0.10000000000000001');
    expect(text(answer, 'status')).toBe('0');
    expect(text(answer, 'canceldate')).toBe('0000-00-00 00:00:00');
    expect(text(answer, 'timestamp')).toBe('1652717192');
    expect(text(answer, 'modperson')).toBe('42');
  });

  it('cancels once, gives the money back and never takes the receipt again', async () => {
    await probe.post(cookie, { receipt: 'A-1' });
    expect(text(await probe.cancel(cookie, 'A-1'), 'ret')).toBe('5001');
    expect(await probe.balance()).toBe(-66_67);
    expect(text(await probe.cancel(cookie, 'A-1'), 'detail')).toContain(
      'already cancelled (record_id = 5001)',
    );
    expect(text(await probe.post(cookie, { receipt: 'A-1' }), 'detail')).toContain(
      'is cancelled (record_id = 5001)',
    );
    const cancelled = await check('A-1');
    expect(text(cancelled, 'status')).toBe('2');
    expect(text(cancelled, 'canceldate')).toMatch(/^20/);
    expect(await probe.balance()).toBe(-66_67);
  });

  it('does not cancel what it does not know nor what lies in a closed period', async () => {
    expect(text(await probe.cancel(cookie, 'A-9'), 'detail')).toContain('not found');
    await probe.post(cookie, { receipt: 'A-1', paydate: '2026-10-15 10:00:00' });
    await probe.control('lock-date', { date: '2026-11-01' });
    expect(text(await probe.cancel(cookie, 'A-1'), 'detail')).toContain('cannot be cancelled');
    expect((await probe.payments('A-1'))[0]!.status).toBe(0);
  });
});
