import { agreementAnswer, elements, SUBSCRIBER } from './canned-agreement.contract';
import { answer, CannedCore, fault, type SeenCall } from './canned-core.contract';
import { SERVICES_PAGE_SIZE } from './get-services';

function service(vgid: number, fields: Record<string, string> = {}): string {
  const row = {
    vgid: String(vgid),
    agrmid: '1940',
    blocked: '0',
    uid: '12',
    rent: '1',
    monthlyrent: '2',
    totalmonthlyrent: '600.00999999999999',
    login: `net${String(vgid)}`,
    agentdescr: 'RADIUS',
    tarifdescr: 'Сто',
    pass: 'h1dden',
    ...fields,
  };
  return `<ret>${elements(row)}</ret>`;
}

const pageOf = ({ xml }: SeenCall): number => Number(/<pgnum>(\d+)</.exec(xml)?.[1]);
const fullPage = (first: number): string =>
  Array.from({ length: SERVICES_PAGE_SIZE }, (_, i) => service(first + i)).join('');

describe('getServices over api3', () => {
  let core: CannedCore;
  beforeEach(async () => {
    core = await new CannedCore().start();
    core.on('getAgreements', agreementAnswer());
  });
  afterEach(() => core.stop());

  const get = () => core.cabinet().getServices(SUBSCRIBER, '1940');
  const hold = (...pages: string[]): CannedCore =>
    core.on('getVgroups', (call) => answer('getVgroups', pages[pageOf(call) - 1] ?? ''));

  it('reads the service accounts, and no password of theirs', async () => {
    hold(service(501));
    const services = await get();
    expect(services).toEqual([
      {
        serviceId: '501',
        login: 'net501',
        tariffName: 'Сто',
        kind: 'internet',
        state: 'active',
        monthlyPriceKopecks: 60_001,
        description: null,
        extras: [],
      },
    ]);
    expect(core.seen('getVgroups')[0]?.xml).toContain(
      '<api3:getVgroups xmlns:api3="urn:api3"><flt><agrmid>1940</agrmid><pgnum>1</pgnum>' +
        `<pgsize>${String(SERVICES_PAGE_SIZE)}</pgsize></flt></api3:getVgroups>`,
    );
    expect(core.calls).toHaveLength(3);
    expect(JSON.stringify(services)).not.toContain('h1dden');
  });

  it.each([
    ['0', 'active'],
    ['1', 'blocked_by_balance'],
    ['4', 'blocked_by_balance'],
    ['2', 'blocked_by_subscriber'],
    ['3', 'blocked_by_provider'],
    ['5', 'traffic_limit'],
    ['10', 'off'],
    ['7', 'unknown'],
    ['', 'unknown'],
  ])('reads the state %j as %s', async (blocked, state) => {
    hold(service(501, { blocked }));
    expect(await get()).toMatchObject([{ state }]);
  });

  it.each([
    [{ totalmonthlyrent: '-1' }, 200],
    [{ totalmonthlyrent: '', monthlyrent: '' }, 100],
    [{ totalmonthlyrent: '', monthlyrent: '-1', rent: '' }, null],
    [{ totalmonthlyrent: '0' }, 0],
  ])('takes for the fee of a month what the core tells of %j', async (fields, monthlyPriceKopecks) => {
    hold(service(501, fields));
    expect(await get()).toMatchObject([{ monthlyPriceKopecks }]);
  });

  it('pages through many, each once though the pages shift', async () => {
    hold(fullPage(1_000), service(1_199) + service(1_200));
    expect(await get()).toHaveLength(SERVICES_PAGE_SIZE + 1);
    expect(core.seen('getVgroups').map(pageOf)).toEqual([1, 2]);
  });

  it('reads a core once that knows no pages', async () => {
    core.on('getVgroups', answer('getVgroups', fullPage(1_000) + service(7)));
    expect(await get()).toHaveLength(SERVICES_PAGE_SIZE + 1);
    expect(core.seen('getVgroups')).toHaveLength(1);
  });

  it('tells of none', async () => {
    hold();
    expect(await get()).toEqual([]);
  });

  it("shows nothing of another subscriber's, and asks for no second page of it", async () => {
    core.on('getAgreements', agreementAnswer({ uid: '13' }));
    hold(fullPage(1_000), service(1));
    await expect(get()).rejects.toMatchObject({ name: 'Rejected', code: 'agreement_not_found' });
    expect(core.seen('getVgroups').length).toBeLessThanOrEqual(1);
  });

  it.each([
    ['of another agreement', answer('getVgroups', service(501) + service(502, { agrmid: '1941' }))],
    ['of another account', answer('getVgroups', service(501, { uid: '13' }))],
    ['of no agreement', answer('getVgroups', service(501, { agrmid: '' }))],
    ['without an id', answer('getVgroups', service(0))],
    ['with a state that is no number', answer('getVgroups', service(501, { blocked: 'yes' }))],
    ['with a fee that is no sum', answer('getVgroups', service(501, { totalmonthlyrent: 'x' }))],
    ['that cannot be read', answer('getVgroups', '<ret/>')],
    ['again and again', answer('getVgroups', fullPage(1_000))],
    ['and a fault', fault('deadlock')],
  ])('is Unavailable for a row %s', async (_what, canned) => {
    core.on('getVgroups', canned);
    await expect(get()).rejects.toMatchObject({ name: 'Unavailable' });
  });
});
