import { SoapProbe, text, texts } from '../testing/soap-probe';

describe('what a subscriber reads and changes of his own', () => {
  let probe: SoapProbe;
  let client: string;

  beforeEach(async () => {
    probe = await SoapProbe.start();
    client = await probe.signInAs('001940');
  });
  afterEach(() => probe.stop());

  const ask = (operation: string, inner = '') => probe.call(operation, inner, client);
  const change = (oldpass: string, newpass: string, vgid = '') =>
    ask('updClientPass', `${vgid}<oldpass>${oldpass}</oldpass><newpass>${newpass}</newpass>`);

  it('his account with its agreements', async () => {
    const answer = await ask('getClientAccount');
    expect(text(answer, 'login')).toBe('001940');
    expect(texts(answer, 'number')).toEqual(['001', '002']);
    expect(texts(answer, 'balance')).toEqual(['-66.670000000000002', '120']);
  });

  it('only his open agreements', async () => {
    await probe.control('agreements/1941', { closedon: '2026-01-31' });
    const open = '<flt><activonly>1</activonly></flt>';
    expect(texts(await ask('getClientAccount', open), 'number')).toEqual(['001']);
    const all = '<flt><activonly>0</activonly></flt>';
    expect(texts(await ask('getClientAccount', all), 'number')).toEqual(['001', '002']);
  });

  it('an account of his that is no more', async () => {
    const [made] = await probe.control<{ login: string }[]>('subscribers', { count: 1 });
    client = await probe.signInAs(made!.login);
    expect(texts(await ask('getClientAccount'), 'balance')).toEqual(['0']);
    await probe.control('reset', {});
    expect(text(await ask('getClientAccount'), 'detail')).toBe('Account not found');
  });

  it('the recommended payment of his agreements and no others', async () => {
    expect(text(await ask('getRecommendedPayment', '<id>1940</id>'), 'ret')).toBe('500');
    expect(text(await ask('getRecommendedPayment', '<id>1940</id><mode>1</mode>'), 'ret')).toBe(
      '66.670000000000002',
    );
    expect(text(await ask('getRecommendedPayment', '<id>1941</id><mode>1</mode>'), 'ret')).toBe('0');
    expect(text(await ask('getRecommendedPayment', '<id>1950</id>'), 'detail')).toBe(
      'Access denied to agreement 1950 which access level 0',
    );
  });

  it('a new password, after which the old one no longer signs in', async () => {
    expect(text(await change('demo', 'secret-1'), 'ret')).toBe('1');
    expect(await probe.signInAs('001940', 'demo')).toBe('');
    expect(await probe.signInAs('001940', 'secret-1')).not.toBe('');
    expect(await probe.signInAs('001950', 'demo')).not.toBe('');
    await probe.control('reset', {});
    expect(await probe.signInAs('001940', 'demo')).not.toBe('');
  });

  it.each([
    ['guess', 'secret-1', 'Invalid old password'],
    ['guess', 'short', 'Invalid old password'],
    ['demo', 'short', 'Password is too short'],
    ['demo', '', 'Password is too short'],
  ])('no new password for "%s" and "%s"', async (oldpass, newpass, detail) => {
    const answer = await change(oldpass, newpass);
    expect(answer.status).toBe(500);
    expect(text(answer, 'detail')).toBe(detail);
    expect(await probe.signInAs('001940', 'demo')).not.toBe('');
  });

  it('a new password for a service account of his', async () => {
    expect(text(await change('svc501', 'secret-1', '<vgid>501</vgid>'), 'ret')).toBe('1');
    const service = await probe.call(
      'getVgroups',
      '<flt><login>inet001940</login></flt>',
      await probe.signIn(),
    );
    expect(text(service, 'pass')).toBe('secret-1');
    expect(await probe.signInAs('001940', 'demo')).not.toBe('');
    expect(text(await change('svc506', 'secret-1', '<vgid>506</vgid>'), 'detail')).toContain('not found');
  });

  it('his contacts, of which -1 leaves one as it is', async () => {
    const val = '<userid>940</userid><email>new@example.net</email><phone/><mobile>-1</mobile>';
    expect(text(await ask('setClientInfo', `<val>${val}</val>`), 'ret')).toBe('1');
    const answer = await ask('getClientAccount');
    expect(text(answer, 'email')).toBe('new@example.net');
    expect(text(answer, 'phone')).toBe('');
    expect(text(answer, 'mobile')).toBe('+79000001940');
  });

  it('nobody else’s contacts', async () => {
    const answer = await ask('setClientInfo', '<val><userid>950</userid><email>x@example.net</email></val>');
    expect(text(answer, 'detail')).toBe('Account not found');
    const other = await probe.call('getAccount', '<id>950</id>', await probe.signIn());
    expect(text(other, 'email')).toBe('petrov@example.net');
  });

  it('nothing after Logout', async () => {
    expect(text(await ask('Logout'), 'ret')).toBe('1');
    const answer = await ask('getClientAccount');
    expect(text(answer, 'faultstring')).toBe('error_auth');
    expect(text(answer, 'detail')).toBe('Client not authorized');
  });

  it('no count of what is not his', async () => {
    expect(text(await ask('Count', '<procname>getClientVgroups</procname>'), 'ret')).toBe('5');
    expect(text(await ask('Count', '<procname>getVgroups</procname>'), 'detail')).toBe(
      'Manager not authorized',
    );
    const foreign = '<flt><agrmid>1950</agrmid></flt><procname>getClientPayments</procname>';
    expect(text(await ask('Count', foreign), 'detail')).toContain('Access denied to agreement 1950');
  });
});

describe('finding an account by an agreement', () => {
  let probe: SoapProbe;
  let cookie: string;

  beforeAll(async () => {
    probe = await SoapProbe.start();
    cookie = await probe.signIn();
  });
  afterAll(() => probe.stop());

  it.each([
    [5, '002'],
    [6, '7001940'],
    [11, '1941'],
  ])('answers by code %d with all agreements of the account', async (id, str) => {
    const answer = await probe.call('getExternAccount', `<id>${id}</id><str>${str}</str>`, cookie);
    expect(text(answer, 'login')).toBe('001940');
    expect(texts(answer, 'number')).toEqual(['001', '002']);
  });

  it('finds none by an unknown number', async () => {
    const answer = await probe.call('getExternAccount', '<id>5</id><str>404</str>', cookie);
    expect(text(answer, 'detail')).toMatch(/^Agreement not found\./);
  });
});
