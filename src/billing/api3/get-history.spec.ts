import { agreementAnswer, elements, SUBSCRIBER } from './canned-agreement.contract';
import { answer, CannedCore, fault, type SeenCall } from './canned-core.contract';
import { HISTORY_PAGE_SIZE } from './get-history';

const DAYS = { from: '2026-11-01', to: '2026-11-24' };
type Fields = Record<string, string>;

function payment(recordid: number, fields: Fields = {}, full: Fields = {}): string {
  const pay = {
    recordid: String(recordid),
    agrmid: '1940',
    status: '0',
    amount: '433.32999999999998',
    paydate: '2026-11-24 12:00:00',
    canceldate: '0000-00-00 00:00:00',
    receipt: `R-${String(recordid)}`,
    ...fields,
  };
  const rest = { timestamp: '', amountcurr: '433.32999999999998', mgr: 'Касса', ...full };
  return `<ret><pay>${elements(pay)}</pay>${elements(rest)}</ret>`;
}

const pageOf = ({ xml }: SeenCall): number => Number(/<pgnum>(\d+)</.exec(xml)?.[1]);
const fullPage = (first: number): string =>
  Array.from({ length: HISTORY_PAGE_SIZE }, (_, i) => payment(first + i)).join('');

describe('getHistory over api3', () => {
  let core: CannedCore;
  beforeEach(async () => {
    core = await new CannedCore().start();
    core.on('getAgreements', agreementAnswer());
  });
  afterEach(() => core.stop());

  const get = async () => (await core.cabinet().getHistory(SUBSCRIBER, '1940', DAYS)).entries;
  const hold = (...pages: string[]): CannedCore =>
    core.on('getPayments', (call) => answer('getPayments', pages[pageOf(call) - 1] ?? ''));

  it('reads the payments of somewhat more than the days, of all managers', async () => {
    hold(payment(81));
    expect(await core.cabinet().getHistory(SUBSCRIBER, '1940', DAYS)).toEqual({
      entries: [
        {
          recordId: '81',
          documentNumber: 'R-81',
          amountKopecks: 43_333,
          status: 'accepted',
          channel: 'Касса',
          paidOn: '2026-11-24',
          paidAt: new Date('2026-11-24T09:00:00Z'),
        },
      ],
      completeFrom: '2026-11-01',
    });
    expect(core.seen('getPayments')[0]?.xml).toContain(
      '<api3:getPayments xmlns:api3="urn:api3"><flt><agrmid>1940</agrmid><pgnum>1</pgnum>' +
        `<pgsize>${String(HISTORY_PAGE_SIZE)}</pgsize><dtfrom>2026-10-31 23:59:59</dtfrom>` +
        '<dtto>2026-11-25 00:00:00</dtto></flt></api3:getPayments>',
    );
    expect(core.calls).toHaveLength(3);
  });

  it.each<[Fields, Fields, object]>([
    [{ status: '1' }, {}, { status: 'accepted' }],
    [{ status: '2', canceldate: '2026-11-24 13:00:00' }, {}, { status: 'cancelled' }],
    [{ canceldate: '2026-11-24 13:00:00' }, {}, { status: 'cancelled' }],
    [{ status: '3' }, {}, { status: 'corrected' }],
    [{ receipt: '' }, { mgr: '' }, { documentNumber: null, channel: null }],
    [{ amount: '-100' }, { amountcurr: '0' }, { amountKopecks: -10_000 }],
    [{}, { amountcurr: '42.1234' }, { amountKopecks: 4_212 }],
    [
      { paydate: '2026-11-23 00:00:00' },
      { timestamp: '1795467600' },
      { paidOn: '2026-11-24', paidAt: new Date('2026-11-23T21:00:00Z') },
    ],
    [{ paydate: '2026-11-20' }, { timestamp: '0' }, { paidOn: '2026-11-20', paidAt: null }],
  ])('reads %j and %j as %j', async (fields, full, expected) => {
    hold(payment(81, fields, full));
    expect(await get()).toMatchObject([expected]);
  });

  it('cuts off what another day is the date of', async () => {
    hold(
      [
        payment(81, { paydate: '2026-10-31 23:59:59' }),
        payment(82, { paydate: '2026-11-01 00:00:00' }),
        payment(83, { paydate: '2026-11-24 23:59:59' }),
        payment(84, { paydate: '2026-11-25 00:00:00' }),
      ].join(''),
    );
    expect((await get()).map(({ recordId }) => recordId)).toEqual(['82', '83']);
  });

  it('pages through a long one', async () => {
    hold(fullPage(1_000), payment(7));
    expect(await get()).toHaveLength(HISTORY_PAGE_SIZE + 1);
  });

  it('refuses one that is too long to be read in one go', async () => {
    core.on('getPayments', (call) => answer('getPayments', fullPage(pageOf(call) * 1_000)));
    await expect(get()).rejects.toMatchObject({ name: 'Unavailable', code: 'too_many' });
    expect(core.seen('getPayments')).toHaveLength(11);
  });

  it.each([
    ['of another agreement', payment(81, { agrmid: '1941' })],
    ['without a record', payment(0)],
    ['without a sum', payment(81, { amount: '' }, { amountcurr: '' })],
    ['with a sum that is none', payment(81, {}, { amountcurr: 'x' })],
    ['with a status that nobody knows', payment(81, { status: '9' })],
    ['without a date', payment(81, { paydate: '0000-00-00 00:00:00' })],
    ['of a day that does not exist', payment(81, { paydate: '2026-02-30 10:00:00' })],
    ['of a time that is none', payment(81, {}, { timestamp: 'now' })],
  ])('is Unavailable for a payment %s', async (_what, row) => {
    hold(row);
    await expect(get()).rejects.toMatchObject({ name: 'Unavailable', code: 'unexpected_answer' });
  });

  it('fails with the core, and never shows an empty list instead', async () => {
    core.on('getPayments', fault('Out of memory'));
    await expect(get()).rejects.toMatchObject({ name: 'Unavailable' });
  });
});
