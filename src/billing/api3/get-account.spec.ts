import { inspect } from 'node:util';
import { answer, CannedCore, fault } from './canned-core.contract';

function agreement(fields: Record<string, string>): string {
  const all = {
    agrmid: '1940',
    uid: '12',
    archive: '0',
    vgroups: '2',
    balance: '-66.670000000000002',
    number: '001',
    code: '',
    closedon: '0000-00-00',
    opername: 'ООО &quot;Связь&quot;',
    ...fields,
  };
  return `<agreements>${Object.entries(all)
    .map(([name, value]) => `<${name}>${value}</${name}>`)
    .join('')}</agreements>`;
}

function account(agreements: string, fields = ''): string {
  return `<ret><account xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><uid xsi:type="xsd:long">12</uid><archive>0</archive><login>001940</login><pass>clear-T3xt</pass><name>Иван Петров</name><phone/><email>i@example.org</email><mobile>+79000000000</mobile>${fields}</account>${agreements}</ret>`;
}

describe('getAccount over api3', () => {
  let core: CannedCore;
  beforeEach(async () => {
    core = await new CannedCore().start();
  });
  afterEach(() => core.stop());

  const get = (children: string): Promise<unknown> => {
    core.on('getAccount', answer('getAccount', children));
    return core.adapter().getAccount('12');
  };

  it('reads the profile and one agreement, and leaves the password where it was', async () => {
    const adapter = core.adapter();
    core.on('getAccount', answer('getAccount', account(agreement({ code: '77-1' }))));
    const found = await adapter.getAccount('12');
    expect(found).toEqual({
      uid: '12',
      login: '001940',
      fullName: 'Иван Петров',
      email: 'i@example.org',
      phone: '+79000000000',
      isArchived: false,
      agreements: [
        {
          agreementId: '1940',
          number: '001',
          paymentCode: '77-1',
          balanceKopecks: -6_667,
          operatorName: 'ООО "Связь"',
          isOpen: true,
          serviceAccounts: 2,
        },
      ],
    });
    expect(core.seen('getAccount')[0]?.xml).toContain(
      '<api3:getAccount xmlns:api3="urn:api3"><id>12</id></api3:getAccount>',
    );
    expect(inspect(adapter, { depth: 20, showHidden: true })).not.toContain('clear-T3xt');
  });

  it.each([
    ['', true],
    ['0000-00-00 00:00:00', true],
    ['0000-00-00', true],
    ['2024-01-31 00:00:00', false],
  ])('an agreement closed on "%s" is open: %p', async (closedon, isOpen) => {
    expect(await get(account(agreement({ closedon })))).toMatchObject({ agreements: [{ isOpen }] });
  });

  it('reads several agreements, archived ones as closed, and none at all', async () => {
    const both = agreement({ agrmid: '9007199254740993' }) + agreement({ archive: '1' });
    expect(await get(account(both))).toMatchObject({
      agreements: [{ agreementId: '9007199254740993', isOpen: true, paymentCode: null }, { isOpen: false }],
    });
    expect(await get(account(''))).toMatchObject({ agreements: [] });
  });

  it.each([
    ['486.09170499999999', 48_609],
    ['-1.7763568394002505e-15', 0],
    ['', 0],
  ])('rounds the balance %s to %d kopecks', async (balance, balanceKopecks) => {
    expect(await get(account(agreement({ balance })))).toMatchObject({ agreements: [{ balanceKopecks }] });
  });

  it.each([
    ['', null],
    ['-1', null],
    ['0', 0],
  ])('reads "%s" service accounts as %p', async (vgroups, serviceAccounts) => {
    expect(await get(account(agreement({ vgroups })))).toMatchObject({ agreements: [{ serviceAccounts }] });
  });

  it('says account_not_found to the fault, an empty list, and an uid that is no number', async () => {
    await expect(get('')).rejects.toMatchObject({ name: 'Rejected', code: 'account_not_found' });
    core.on('getAccount', fault('Account not found'));
    await expect(core.adapter().getAccount('12')).rejects.toMatchObject({ code: 'account_not_found' });
    await expect(core.adapter().getAccount('12;1')).rejects.toMatchObject({ code: 'account_not_found' });
    expect(core.seen('getAccount')).toHaveLength(2);
  });

  it.each([
    ['the account of somebody else', account('').replace('>12<', '>13<')],
    ['a balance that is no number', account(agreement({ balance: 'nan' }))],
    ['an agreement without an id', account(agreement({ agrmid: '' }))],
    ['a number of service accounts that is none', account(agreement({ vgroups: 'two' }))],
  ])('is Unavailable for %s', async (_what, children) => {
    await expect(get(children)).rejects.toMatchObject({ name: 'Unavailable', code: 'unexpected_answer' });
  });
});
