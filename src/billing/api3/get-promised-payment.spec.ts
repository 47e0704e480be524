import { FakeClock } from '../../../test/support/fakes';
import { agreementAnswer, oneRow, SUBSCRIBER } from './canned-agreement.contract';
import { answer, CannedCore, fault, type CannedAnswer } from './canned-core.contract';

const settings = (changes: Record<string, string> = {}): CannedAnswer =>
  oneRow('getPPSettings', {
    promiserent: '0',
    promisetill: '5',
    promisemin: '100',
    promisemax: '500',
    promiselimit: '1000',
    promiseondays: '30',
    promiseblockdays: '90',
    promiseavailable: '1',
    ...changes,
  });

const promise = (changes: Record<string, string> = {}): string =>
  oneRow('x', {
    agrmid: '1940',
    payid: '0',
    amount: '300',
    promdate: '2026-11-20 12:00:00',
    promtill: '2026-11-25 00:00:00',
    ...changes,
  }).body?.replace(/.*?(<ret>.*<\/ret>).*/s, '$1') ?? '';

const TERMS = { minKopecks: 10_000, maxKopecks: 50_000, dueOn: '2026-11-29', feeKopecks: null };

describe('getPromisedPayment over api3', () => {
  let core: CannedCore;
  beforeEach(async () => {
    core = await new CannedCore().start();
    core.on('getAgreements', agreementAnswer());
    core.on('getPPSettings', settings());
    core.on('getPromisePayments', answer('getPromisePayments', ''));
  });
  afterEach(() => core.stop());

  const get = () => core.cabinet({ clock: new FakeClock() }).getPromisedPayment(SUBSCRIBER, '1940');

  it('tells the terms, by three calls', async () => {
    expect(await get()).toEqual({ terms: TERMS, refusal: null, active: null });
    expect(core.calls).toHaveLength(4);
    expect(core.seen('getPPSettings')[0]?.xml).toContain(
      '<api3:getPPSettings xmlns:api3="urn:api3"><agrm>1940</agrm></api3:getPPSettings>',
    );
    expect(core.seen('getPromisePayments')[0]?.xml).toContain(
      '<flt><agrmid>1940</agrmid><payed>3</payed></flt></api3:getPromisePayments>',
    );
  });

  it('counts the last day from today by the clock of the business, and tells the fee of newer builds', async () => {
    core.on('getPPSettings', settings({ promisefee: '12.5', promisetill: '0' }));
    const late = new FakeClock(Date.parse('2026-11-24T21:30:00Z'));
    expect(await core.cabinet({ clock: late }).getPromisedPayment(SUBSCRIBER, '1940')).toMatchObject({
      terms: { dueOn: '2026-11-25', feeKopecks: 1_250 },
    });
  });

  it.each([
    ['Promise payments already assigned', 'already_active'],
    ['Promise payment is not available, last payment is overdue', 'last_overdue'],
    ['Promise payment is not available, agreement lifetime is less than 30 days', 'agreement_too_young'],
    ['No promise payments settings available for uid 12', 'not_offered'],
    ['Agreement(agrm_id = 1940) removed or terminated. Operation is not available.', 'not_offered'],
    ['Promise payment is not available, it rains', 'not_offered'],
  ])('takes the fault "%s" for the answer %s', async (detail, refusal) => {
    core.on('getPPSettings', fault(detail));
    expect(await get()).toEqual({ terms: null, refusal, active: null });
  });

  it.each([
    ['no settings', answer('getPPSettings', ''), {}, 'not_offered'],
    ['no least sum', settings({ promisemin: '0' }), {}, 'not_offered'],
    ['no largest sum', settings({ promisemax: '0' }), {}, 'not_offered'],
    ['a debt of the limit', settings(), { balance: '-1000' }, 'debt_too_large'],
    ['a debt beyond it', settings({ promiseavailable: '0' }), { balance: '-1500' }, 'debt_too_large'],
    ['a closed agreement', settings(), { closedon: '2026-01-31' }, 'not_offered'],
    ['a core that says no', settings({ promiseavailable: '0' }), {}, 'not_offered'],
  ])('offers none for %s', async (_what, answered, agreement, refusal) => {
    core.on('getPPSettings', answered);
    core.on('getAgreements', agreementAnswer(agreement));
    expect(await get()).toEqual({ terms: null, refusal, active: null });
  });

  it('offers one up to the limit of the debt', async () => {
    core.on('getAgreements', agreementAnswer({ balance: '-999.99' }));
    expect(await get()).toMatchObject({ terms: TERMS });
  });

  it('tells the one that runs, the newest of two, though the settings say nothing of it', async () => {
    const rows = [
      promise({ promdate: '2026-11-20 11:59:59', amount: '100' }),
      promise(),
      promise({ payid: '17', promdate: '2026-11-22 00:00:00' }),
      promise({ payid: '-1', promdate: '2026-11-23 00:00:00' }),
    ];
    core.on('getPromisePayments', answer('getPromisePayments', rows.join('')));
    expect(await get()).toEqual({
      terms: null,
      refusal: 'already_active',
      active: { amountKopecks: 30_000, takenOn: '2026-11-20', dueOn: '2026-11-25' },
    });
    core.on(
      'getPromisePayments',
      answer('getPromisePayments', promise({ promdate: '', promtill: '0000-00-00' })),
    );
    expect(await get()).toMatchObject({ active: { takenOn: null, dueOn: null } });
  });

  it.each([
    ['of another agreement', 'getPromisePayments', answer('getPromisePayments', promise({ agrmid: '1941' }))],
    ['without a sum', 'getPromisePayments', answer('getPromisePayments', promise({ amount: '' }))],
    ['of no day', 'getPromisePayments', answer('getPromisePayments', promise({ promdate: 'once' }))],
    ['with terms that end nowhere', 'getPPSettings', settings({ promisetill: '' })],
    ['with terms for ever', 'getPPSettings', settings({ promisetill: '99999' })],
    ['without bounds', 'getPPSettings', settings({ promisemax: '' })],
    [
      'with two sets of terms',
      'getPPSettings',
      answer(
        'getPPSettings',
        '<ret><promisetill>1</promisetill></ret><ret><promisetill>2</promisetill></ret>',
      ),
    ],
    ['and a fault that says nothing', 'getPPSettings', fault('deadlock')],
  ])('is Unavailable for a promise %s', async (_what, operation, canned) => {
    core.on(operation, canned);
    await expect(get()).rejects.toMatchObject({ name: 'Unavailable' });
  });

  it("tells nothing of another subscriber's", async () => {
    core.on('getAgreements', agreementAnswer({ uid: '13' }));
    await expect(get()).rejects.toMatchObject({ code: 'agreement_not_found' });
  });
});
