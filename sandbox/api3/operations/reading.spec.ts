import { SoapProbe, text, texts } from '../testing/soap-probe';

describe('reading accounts, agreements and payments', () => {
  let probe: SoapProbe;
  let cookie: string;

  beforeAll(async () => {
    // The demo's own payments lie before this day, those of the tests after it.
    probe = await SoapProbe.start({ now: () => Date.parse('2026-05-01T09:00:00Z') });
    cookie = await probe.signIn();
    await probe.post(cookie, { receipt: 'A-1', amount: '10.10', paydate: '2026-11-01 00:00:00' });
    await probe.post(cookie, { receipt: 'A-2', amount: '20.20', paydate: '2026-11-02 23:59:59' });
    await probe.post(cookie, {
      receipt: 'A-3',
      amount: '30.30',
      paydate: '2026-11-03 00:00:00',
      str: '1950',
    });
    await probe.cancel(cookie, 'A-2');
    const foreign = { agrmid: 1941, amountKopecks: -500, receipt: 'A-1', paydate: '2026-11-02 12:00:00' };
    await probe.control('payments', foreign);
  });
  afterAll(() => probe.stop());

  const since = '<dtfrom>2026-11-01</dtfrom>';
  const read = (operation: string, inner: string) => probe.call(operation, inner, cookie);

  it('gives an account with its password in clear and all its agreements', async () => {
    const answer = await read('getAccount', '<id>940</id>');
    expect(texts(answer, 'number')).toEqual(['001', '002']);
    expect(text(answer, 'pass')).toBe('demo');
    expect(text(answer, 'abonentsurname')).toBe('Иванова');
    expect(text(await read('getAccount', '<id>1</id>'), 'detail')).toContain('Account not found');
    expect(text(await read('getAccount', '<id>970</id>'), 'archive')).toBe('1');
  });

  it.each([
    ['<agrmid>1941</agrmid>', ['1941']],
    ['<userid>940</userid>', ['1940', '1941']],
    ['<agrmid>1941</agrmid><userid>950</userid>', []],
    ['<agrmnum>00</agrmnum>', ['1940', '1941', '1950', '1960', '1970', '1980', '1990', '3000']],
    ['<code>7001950</code>', ['1950']],
  ])('finds agreements by %s', async (filter, found) => {
    expect(texts(await read('getAgreements', `<flt>${filter}</flt>`), 'agrmid')).toEqual(found);
  });

  it('spells the missing end of an agreement in every known way', async () => {
    const open = texts(await read('getAgreements', ''), 'closedon');
    expect(open).toContain('0000-00-00 00:00:00');
    expect(open).toContain('0000-00-00');
    expect(open).toContain('');
    expect(open).toContain('2026-01-31');
  });

  it('answers an empty list with an empty element', async () => {
    const answer = await read('getPayments', '<flt><agrmid>1</agrmid></flt>');
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('<SOAP-ENV:Body><lbapi:getPaymentsResponse/></SOAP-ENV:Body>');
  });

  it('sends a header with some answers and none with others', async () => {
    const bodies = [await read('getVersion', ''), await read('getVersion', '')].map((answer) => answer.body);
    expect(bodies.filter((body) => body.includes('<SOAP-ENV:Header/>'))).toHaveLength(1);
  });

  it.each([
    [since, ['5003', '5002', '5004', '5001']],
    [`<agrmid>1940</agrmid>${since}`, ['5002', '5001']],
    [`<userid>940</userid>${since}`, ['5002', '5004', '5001']],
    ['<mgrid>42</mgrid>', ['5003', '5002', '5001']],
    ['<recordid>5002</recordid>', ['5002']],
    ['<receipt>A-1</receipt>', ['5004', '5001']],
    ['<dtfrom>2026-11-01</dtfrom><dtto>2026-11-03</dtto>', ['5002', '5004', '5001']],
    ['<dtfrom>20261102000000</dtfrom>', ['5003', '5002', '5004']],
    [`<pgnum>1</pgnum><pgsize>3</pgsize>${since}`, ['5003', '5002', '5004']],
    [`<pgnum>2</pgnum><pgsize>3</pgsize>${since}`, ['5001']],
    [`<pgnum>3</pgnum><pgsize>3</pgsize>${since}`, []],
  ])('finds payments by "%s", newest first', async (filter, found) => {
    expect(texts(await read('getPayments', `<flt>${filter}</flt>`), 'recordid')).toEqual(found);
  });

  it('counts what a list would give, whatever the page', async () => {
    const filter = '<flt><mgrid>42</mgrid><pgnum>1</pgnum><pgsize>1</pgsize></flt>';
    expect(text(await read('Count', `${filter}<procname>getPayments</procname>`), 'ret')).toBe('3');
    expect(text(await read('Count', '<procname>getAgreements</procname>'), 'ret')).toBe('8');
    expect(text(await read('Count', '<procname>getWeather</procname>'), 'detail')).toContain('not found');
  });

  it('sorts payments as asked', async () => {
    const answer = await read(
      'getPayments',
      `<flt>${since}</flt><ord><name>amount</name><ascdesc>0</ascdesc></ord>`,
    );
    expect(texts(answer, 'amountcurr')).toEqual(['-5', '10.1', '20.199999999999999', '30.300000000000001']);
  });

  it('recommends sums with more than two decimals', async () => {
    expect(Number(text(await read('getRecommendedPayment', '<id>1950</id>'), 'ret'))).toBe(486.091705);
    expect(text(await read('getRecommendedPayment', '<id>9</id>'), 'detail')).toContain('not found');
  });
});
