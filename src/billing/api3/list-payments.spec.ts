import type { BillingPaymentPage } from '../billing.port';
import { answer, CannedCore, fault, type SeenCall } from './canned-core.contract';
import { PAGE_SIZE } from './list-payments';

const DAY = { from: new Date('2026-11-23T21:00:00Z'), to: new Date('2026-11-24T21:00:00Z') };

function payment(recordid: number, fields: Record<string, string> = {}): string {
  const all = {
    recordid: String(recordid),
    agrmid: '1940',
    modperson: '77',
    status: '0',
    amount: '433.32999999999998',
    paydate: '2026-11-24 12:00:00',
    canceldate: '0000-00-00 00:00:00',
    receipt: `BA-${String(recordid)}`,
    ...fields,
  };
  const pay = Object.entries(all).map(([name, value]) => `<${name}>${value}</${name}>`);
  return `<ret><pay>${pay.join('')}</pay><amountcurr>433.32999999999998</amountcurr><uname>x</uname></ret>`;
}

const pageOf = ({ xml }: SeenCall): number => Number(/<pgnum>(\d+)</.exec(xml)?.[1]);
const fullPage = (first: number): string =>
  Array.from({ length: PAGE_SIZE }, (_, i) => payment(first + i)).join('');

describe('listPayments over api3', () => {
  let core: CannedCore;
  beforeEach(async () => {
    core = await new CannedCore().start();
  });
  afterEach(() => core.stop());

  /** What the core has on each page; an empty one after the last. */
  function hold(...pages: string[]): void {
    core.on('getPayments', (call) => answer('getPayments', pages[pageOf(call) - 1] ?? ''));
  }
  /** The record ids of every page, until there is no cursor. */
  async function readAll(): Promise<string[]> {
    const adapter = core.adapter();
    const seen: string[] = [];
    let page: BillingPaymentPage | null = null;
    do {
      page = await adapter.listPayments(DAY, page?.nextCursor ?? null);
      seen.push(...page.payments.map(({ recordId }) => recordId));
    } while (page.nextCursor !== null);
    return seen;
  }

  it('asks by manager, page and dates in schema order, somewhat wider than the range, and reads each payment', async () => {
    hold(payment(81, { status: '2' }));
    const page = await core.adapter().listPayments(DAY, null);
    expect(page.payments).toEqual([
      {
        recordId: '81',
        receipt: 'BA-81',
        agreementId: '1940',
        amountKopecks: 43_333,
        isCancelled: true,
        posterId: '77',
        paidAt: new Date('2026-11-24T09:00:00.000Z'),
        comment: '',
      },
    ]);
    expect(core.seen('getPayments')[0]?.xml).toContain(
      '<api3:getPayments xmlns:api3="urn:api3"><flt><mgrid>77</mgrid><pgnum>1</pgnum>' +
        `<pgsize>${String(PAGE_SIZE)}</pgsize><dtfrom>2026-11-23 23:59:59</dtfrom>` +
        '<dtto>2026-11-25 00:00:00</dtto></flt></api3:getPayments>',
    );
  });

  it('goes on to an empty page, since a short one may be the bound of the core itself', async () => {
    hold(fullPage(1_000), payment(81), payment(82));
    expect(await readAll()).toHaveLength(PAGE_SIZE + 2);
    expect(core.seen('getPayments').map(pageOf)).toEqual([1, 2, 3, 4]);
  });

  it('takes an empty list for the end', async () => {
    hold();
    expect(await core.adapter().listPayments(DAY, null)).toEqual({ payments: [], nextCursor: null });
  });

  it('cuts off what other managers posted, and what another day is the date of', async () => {
    hold(
      [
        payment(80, { modperson: '7' }),
        payment(81, { paydate: '2026-11-23 23:59:59' }),
        payment(82, { paydate: '2026-11-24 00:00:00' }),
        payment(83, { paydate: '2026-11-24 23:59:59' }),
        payment(84, { paydate: '2026-11-25 00:00:00' }),
        payment(85, { paydate: '' }),
        payment(0, { modperson: '7' }),
      ].join(''),
    );
    expect(await readAll()).toEqual(['82', '83', '85']);
  });

  it('reads a core once that knows no pages', async () => {
    core.on('getPayments', answer('getPayments', payment(81) + payment(82)));
    expect(await readAll()).toEqual(['81', '82']);
    core.on('getPayments', answer('getPayments', fullPage(1_000) + payment(81)));
    expect(await readAll()).toHaveLength(PAGE_SIZE + 1);
  });

  it('is Unavailable when a core gives the same full page again and again', async () => {
    core.on('getPayments', answer('getPayments', fullPage(1_000)));
    await expect(readAll()).rejects.toMatchObject({ name: 'Unavailable', code: 'unexpected_answer' });
  });

  it.each([
    ['a fault', fault('Out of memory'), { name: 'Unavailable' }],
    [
      'a right that is missing',
      fault('Access to rule x denied.'),
      { name: 'Rejected', code: 'access_denied' },
    ],
    ['a payment without a record id', answer('getPayments', payment(0)), { name: 'Unavailable' }],
    ['truncated XML', { body: answer('getPayments', '').body?.slice(0, -30) }, { name: 'Unavailable' }],
    ['another answer', answer('Logout', '<ret>1</ret>'), { name: 'Unavailable' }],
  ])('fails for %s, and never shows an empty list', async (_what, canned, expected) => {
    core.on('getPayments', canned);
    await expect(core.adapter().listPayments(DAY, null)).rejects.toMatchObject(expected);
  });
});
