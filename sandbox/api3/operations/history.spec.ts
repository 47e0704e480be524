import { SoapProbe, text, texts } from '../testing/soap-probe';

const NOW = Date.parse('2026-11-24T09:00:00Z');

describe('the history of payments by other channels', () => {
  let probe: SoapProbe;
  let manager: string;
  let client: string;

  beforeAll(async () => {
    probe = await SoapProbe.start({ now: () => NOW });
    manager = await probe.signIn();
    client = await probe.signInAs('001940');
    await probe.post(manager, { receipt: 'A-1', paydate: '2026-11-24 11:00:00' });
  });
  afterAll(() => probe.stop());

  const own = (filter = '', order = '') =>
    probe.call('getClientPayments', `<flt>${filter}</flt>${order}`, client);
  const count = async (filter: string, procname: string, cookie: string) =>
    Number(
      text(await probe.call('Count', `<flt>${filter}</flt><procname>${procname}</procname>`, cookie), 'ret'),
    );

  it('fills pages, newest first', async () => {
    const all = texts(await own('<agrmid>1940</agrmid>'), 'recordid');
    expect(all.length).toBeGreaterThan(30);
    expect(all[0]).toBe('5001');
    const pages = await Promise.all(
      [1, 2, 3, 4, 5].map((page) => own(`<agrmid>1940</agrmid><pgnum>${page}</pgnum><pgsize>10</pgsize>`)),
    );
    expect(pages.flatMap((page) => texts(page, 'recordid'))).toEqual(all);
    expect(pages.at(-1)!.body).toContain('<lbapi:getClientPaymentsResponse/>');
    expect(await count('<agrmid>1940</agrmid>', 'getClientPayments', client)).toBe(all.length);
  });

  it('spans about five months back from now, in the order of the record ids', async () => {
    const days = texts(await own('<agrmid>1940</agrmid>'), 'paydate');
    expect(days.at(-1)!.slice(0, 10)).toBe('2026-06-29');
    expect(days[1]!.slice(0, 10)).toBe('2026-11-22');
    expect(days).toEqual(days.toSorted().reverse());
    const taken = texts(await own('', '<ord><name>recordid</name></ord>'), 'localdate');
    expect(taken).toEqual(taken.toSorted());
  });

  it('has cancelled, corrected and negative rows, and one without a receipt', async () => {
    const answer = await own('<agrmid>1940</agrmid>');
    expect(new Set(texts(answer, 'status'))).toEqual(new Set(['0', '2', '3']));
    expect(texts(answer, 'amountcurr').filter((amount) => amount.startsWith('-'))).toEqual(['-100']);
    expect(texts(answer, 'receipt').filter((receipt) => receipt === '')).toHaveLength(1);
    const closed = texts(answer, 'canceldate').filter((date) => !date.startsWith('0000'));
    expect(closed).toEqual(['2026-08-21 10:00:00']);
    const corrected = await own('<agrmid>1940</agrmid><dtfrom>2026-09-24</dtfrom><dtto>2026-09-25</dtto>');
    expect(texts(corrected, 'revisions')).toEqual(['1']);
  });

  it('names who took the money', async () => {
    const answer = await own('<agrmid>1940</agrmid>');
    expect(new Set(texts(answer, 'mgr'))).toEqual(new Set(['Т-Банк', 'Касса', 'Терминал Сбербанк']));
    expect(new Set(texts(answer, 'cashcode'))).toEqual(new Set(['1', '2']));
  });

  it('is nothing that our manager posted', async () => {
    expect(await count('<mgrid>42</mgrid>', 'getPayments', manager)).toBe(1);
    expect((await probe.payments()).map(({ receipt }) => receipt)).toEqual(['A-1']);
    const everything = await probe.control<{ modperson: number }[]>('payments?all=1');
    expect(new Set(everything.map(({ modperson }) => modperson))).toEqual(new Set([7, 15, 42]));
    expect(everything).toHaveLength(await count('', 'getPayments', manager));
  });

  it('has left the balances as they are', async () => {
    expect(await probe.balance(1940)).toBe(-66_67 + 500_00);
    expect(await probe.balance(1941)).toBe(120_00);
  });

  it('is each subscriber’s own', async () => {
    expect(new Set(texts(await own(), 'uid'))).toEqual(new Set(['940']));
    expect(text(await own('<agrmid>1950</agrmid>'), 'detail')).toBe(
      'Access denied to agreement 1950 which access level 0',
    );
    const [foreign] = texts(
      await probe.call('getPayments', '<flt><agrmid>1950</agrmid></flt>', manager),
      'recordid',
    );
    expect(texts(await own(`<recordid>${foreign}</recordid>`), 'recordid')).toEqual([]);
    await own('<userid>950</userid>');
    const rejected = await probe.control<{ reason: string }[]>('rejected');
    expect(rejected.at(-1)!.reason).toContain('no element userid');
  });

  it('of load subscribers is empty', async () => {
    const [made] = await probe.control<{ login: string }[]>('subscribers', { count: 1 });
    const answer = await probe.call('getClientPayments', '', await probe.signInAs(made!.login));
    expect(answer.body).toContain('<lbapi:getClientPaymentsResponse/>');
  });
});
