import { SoapProbe, text, texts } from '../testing/soap-probe';

describe('service accounts', () => {
  let probe: SoapProbe;
  let manager: string;
  let client: string;

  beforeAll(async () => {
    probe = await SoapProbe.start();
    manager = await probe.signIn();
    client = await probe.signInAs('001940');
  });
  afterAll(() => probe.stop());

  const vgroups = (filter: string) => probe.call('getVgroups', `<flt>${filter}</flt>`, manager);
  const ownVgroups = (filter: string) => probe.call('getClientVgroups', `<flt>${filter}</flt>`, client);

  it.each([
    ['<agrmid>1940</agrmid>', ['501', '502', '503', '504']],
    ['<userid>940</userid>', ['501', '502', '503', '504', '505']],
    ['<login>tv001950</login>', ['507']],
    ['<login>tv</login>', []],
    ['<agrmid>3000</agrmid>', ['510', '511']],
    ['<agrmid>1970</agrmid>', []],
    ['<pgnum>2</pgnum><pgsize>3</pgsize><userid>940</userid>', ['504', '505']],
  ])('are found for a manager by %s', async (filter, found) => {
    expect(texts(await vgroups(filter), 'vgid')).toEqual(found);
  });

  it('tell tariff, agent, fee, state and what they hang on', async () => {
    const answer = await vgroups('<agrmid>1940</agrmid>');
    expect(texts(answer, 'tarifdescr')).toEqual([
      'Интернет 100',
      'Цифровое ТВ',
      'Телефония',
      'Статический IP-адрес',
    ]);
    expect(text(answer, 'agentdescr')).toBe('Internet RADIUS');
    expect(texts(answer, 'monthlyrent')).toEqual(['600', '250', '120', '150']);
    expect(texts(answer, 'blocked')).toEqual(['0', '0', '1', '0']);
    expect(texts(answer, 'parentvgid')).toEqual(['0', '0', '0', '501']);
    expect(texts(await vgroups('<agrmid>1950</agrmid>'), 'blocked')).toEqual(['4', '10']);
  });

  it('are counted in their agreement', async () => {
    const agreements = await probe.call('getAgreements', '', manager);
    expect(texts(agreements, 'vgroups')).toEqual(['4', '1', '2', '0', '0', '1', '1', '2']);
    const filter = '<flt><pgnum>1</pgnum><pgsize>1</pgsize><userid>940</userid></flt>';
    const counted = await probe.call('Count', `${filter}<procname>getVgroups</procname>`, manager);
    expect(text(counted, 'ret')).toBe('5');
  });

  it('of load subscribers do not exist', async () => {
    await probe.control('subscribers', { count: 1 });
    const account = await probe.call('getAccount', '<id>100001</id>', manager);
    expect(texts(account, 'vgroups')).toEqual(['0']);
    expect((await vgroups('<userid>100001</userid>')).body).toContain('<lbapi:getVgroupsResponse/>');
  });

  it('are not sorted on demand', async () => {
    await probe.call('getVgroups', '<ord><name>login</name></ord>', manager);
    const rejected = await probe.control<{ reason: string }[]>('rejected');
    expect(rejected.at(-1)!.reason).toContain('sorting');
  });

  it.each([
    ['', ['501', '502', '503', '504', '505']],
    ['<agrmid>1941</agrmid>', ['505']],
    ['<pgnum>2</pgnum><pgsize>4</pgsize>', ['505']],
  ])('are found for their subscriber by "%s"', async (filter, found) => {
    expect(texts(await ownVgroups(filter), 'vgid')).toEqual(found);
  });

  it('tell their subscriber fee and speed', async () => {
    const answer = await ownVgroups('<agrmid>1940</agrmid><pgnum>1</pgnum><pgsize>1</pgsize>');
    expect(text(answer, 'servicerent')).toBe('600');
    expect(text(answer, 'curshape')).toBe('100000');
    expect(text(answer, 'login')).toBe('inet001940');
    expect(answer.body).not.toContain('<pass>');
  });

  it.each(['1950', '9999'])('of agreement %s are kept from another subscriber', async (agrmid) => {
    const answer = await ownVgroups(`<agrmid>${agrmid}</agrmid>`);
    expect(text(answer, 'faultstring')).toBe('Access denied to agreement $1 which access level $2');
    expect(text(answer, 'detail')).toBe(`Access denied to agreement ${agrmid} which access level 0`);
  });

  it('need the right kind of session', async () => {
    const asManager = await probe.call('getClientVgroups', '', manager);
    expect(text(asManager, 'detail')).toBe('Client not authorized');
    const asClient = await probe.call('getVgroups', '', client);
    expect(text(asClient, 'detail')).toBe('Manager not authorized');
  });
});
