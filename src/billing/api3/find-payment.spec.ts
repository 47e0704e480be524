import { answer, CannedCore, fault } from './canned-core.contract';

function payment(fields: Record<string, string> = {}, amountcurr = '433.32999999999998'): string {
  const all = {
    recordid: '81',
    agrmid: '1940',
    modperson: '77',
    currid: '1',
    status: '0',
    amount: '433.32999999999998',
    paydate: '2024-11-23 12:00:00',
    canceldate: '0000-00-00 00:00:00',
    receipt: 'BA-1',
    comment: '',
    ...fields,
  };
  const pay = Object.entries(all).map(([name, value]) => `<${name}>${value}</${name}>`);
  return `<ret><pay>${pay.join('')}</pay><amountcurr>${amountcurr}</amountcurr><uname>x</uname></ret>`;
}

describe('findPayment over api3', () => {
  let core: CannedCore;
  beforeEach(async () => {
    core = await new CannedCore().start();
  });
  afterEach(() => core.stop());

  const find = (...found: string[]): Promise<unknown> => {
    core.on('ExternCheckPayment', answer('ExternCheckPayment', found.join('')));
    return core.adapter().findPayment('BA-1');
  };

  it('asks by receipt and reads the payment', async () => {
    expect(await find(payment())).toEqual({
      recordId: '81',
      receipt: 'BA-1',
      agreementId: '1940',
      amountKopecks: 43_333,
      isCancelled: false,
      posterId: '77',
      paidAt: new Date('2024-11-23T09:00:00.000Z'),
      comment: '',
    });
    expect(core.seen('ExternCheckPayment')[0]?.xml).toContain(
      '<api3:ExternCheckPayment xmlns:api3="urn:api3"><receipt>BA-1</receipt></api3:ExternCheckPayment>',
    );
  });

  it.each([
    ['500', 50_000],
    ['-66.670000000000002', -6_667],
    ['433.335', null],
    ['nonsense', null],
    ['0', 43_333],
  ])('amountcurr %s is %p', async (text, expected) => {
    expect(await find(payment({}, text))).toMatchObject({ amountKopecks: expected });
  });

  it.each([
    ['status 2', { status: '2' }, true],
    ['a date of cancelling', { canceldate: '2024-11-24 10:00:00' }, true],
    ['status 3, corrected', { status: '3' }, false],
    ['an empty date', { canceldate: '' }, false],
  ])('%s', async (_what, fields, isCancelled) => {
    expect(await find(payment(fields))).toMatchObject({ isCancelled });
  });

  it('keeps ids above 2^53 as they are', async () => {
    const big = { recordid: '9007199254740993', agrmid: '9223372036854775807' };
    expect(await find(payment(big))).toMatchObject({
      recordId: big.recordid,
      agreementId: big.agrmid,
    });
  });

  it('says none to the fault for an absent receipt, and to an empty list', async () => {
    expect(await find()).toBeNull();
    core.on('ExternCheckPayment', fault('Payment with receipt = BA-1 and mod_person = 77 not found'));
    expect(await core.adapter().findPayment('BA-1')).toBeNull();
  });

  it('prefers the payment in force, and none of several', async () => {
    const cancelled = payment({ recordid: '80', status: '2' });
    expect(await find(cancelled, payment())).toMatchObject({ recordId: '81' });
    await expect(find(payment({ recordid: '80' }), payment())).rejects.toMatchObject({
      name: 'Rejected',
      code: 'several_in_force',
    });
  });

  it.each([
    ['another "not found"', fault('Manager not found')],
    ['a body without the answer', { body: answer('Logout', '').body ?? '' }],
    ['an empty SOAP body', { body: (answer('X', '').body ?? '').replace(/<lb:.*Response>/, '') }],
    ['502', { status: 502 }],
    ['a payment without a record id', answer('ExternCheckPayment', payment({ recordid: '0' }))],
  ])('is Unavailable, never "none", for %s', async (_what, canned) => {
    core.on('ExternCheckPayment', canned);
    await expect(core.adapter().findPayment('BA-1')).rejects.toMatchObject({ name: 'Unavailable' });
  });
});
