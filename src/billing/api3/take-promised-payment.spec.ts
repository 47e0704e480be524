import { FakeClock } from '../../../test/support/fakes';
import { kopecks } from '../../shared/money';
import { agreementAnswer, oneRow, SUBSCRIBER } from './canned-agreement.contract';
import { answer, CannedCore, fault } from './canned-core.contract';
import type { PromisedPaymentForm } from './take-promised-payment';

describe('takePromisedPayment over api3', () => {
  let core: CannedCore;
  beforeEach(async () => {
    core = await new CannedCore().start();
    core.on('getAgreements', agreementAnswer());
    core.on(
      'getPPSettings',
      oneRow('getPPSettings', {
        promisetill: '5',
        promisemin: '100',
        promisemax: '500',
        promiselimit: '1000',
        promiseavailable: '1',
      }),
    );
    core.on('PromisePayment', answer('PromisePayment', '<ret>1</ret>'));
  });
  afterEach(() => core.stop());

  const take = (sum = 30_000, promisedPaymentForm?: PromisedPaymentForm) =>
    core
      .cabinet({
        clock: new FakeClock(),
        timeoutMs: 1_000,
        ...(promisedPaymentForm === undefined ? {} : { promisedPaymentForm }),
      })
      .takePromisedPayment(SUBSCRIBER, '1940', kopecks(sum));

  it.each<[PromisedPaymentForm, string]>([
    ['agrm_summ', ''],
    ['with_promtill', '<promtill>2026-11-29</promtill>'],
    ['with_disablefee', '<promtill>2026-11-29</promtill><disablefee>false</disablefee>'],
  ])('asks by the form %s, once the terms are read', async (form, more) => {
    await take(30_005, form);
    expect(core.calls.map(({ operation }) => operation).slice(-1)).toEqual(['PromisePayment']);
    expect(core.calls).toHaveLength(4);
    expect(core.seen('PromisePayment')[0]?.xml).toContain(
      `<api3:PromisePayment xmlns:api3="urn:api3"><agrm>1940</agrm><summ>300.05</summ>${more}</api3:PromisePayment>`,
    );
  });

  it('takes the bounds themselves, and nothing beyond', async () => {
    await take(10_000);
    await take(50_000);
    for (const sum of [9_999, 50_001, 0, -10_000]) {
      await expect(take(sum)).rejects.toMatchObject({
        name: 'Rejected',
        code: 'promise_sum_out_of_bounds',
      });
    }
    expect(core.seen('PromisePayment')).toHaveLength(2);
  });

  it.each([
    ['already_active', 'Promise payments already assigned'],
    ['last_overdue', 'Promise payment is not available, last payment is overdue'],
    ['agreement_too_young', 'Promise payment is not available, agreement lifetime is less than 30 days'],
    ['not_offered', 'No promise payments settings available for uid 12'],
  ])('is refused as %s, before it is asked for and when it is', async (reference, detail) => {
    const refused = { name: 'Rejected', code: 'promise_refused', reference };
    core.on('PromisePayment', fault(detail));
    await expect(take()).rejects.toMatchObject(refused);
    expect(core.seen('PromisePayment')).toHaveLength(1);
    core.on('getPPSettings', fault(detail));
    await expect(take()).rejects.toMatchObject(refused);
    expect(core.seen('PromisePayment')).toHaveLength(1);
  });

  it('is refused for a debt that is too large', async () => {
    core.on('getAgreements', agreementAnswer({ balance: '-1000' }));
    await expect(take()).rejects.toMatchObject({ code: 'promise_refused', reference: 'debt_too_large' });
    expect(core.seen('PromisePayment')).toEqual([]);
  });

  it("asks for nothing on another subscriber's agreement", async () => {
    core.on('getAgreements', agreementAnswer({ uid: '13' }));
    await expect(take()).rejects.toMatchObject({ code: 'agreement_not_found' });
    expect(core.seen('PromisePayment')).toEqual([]);
  });

  it.each([
    ['silence', { silent: true }],
    ['a lost connection', { hangUp: true }],
    ['502', { status: 502 }],
    ['a fault that nobody knows', fault('deadlock')],
    ['an answer that confirms nothing', answer('PromisePayment', '<ret>0</ret>')],
    ['an answer that says nothing', answer('PromisePayment', '')],
  ])('does not know what came of %s', async (_what, canned) => {
    core.on('PromisePayment', canned);
    await expect(take()).rejects.toMatchObject({ name: 'UnknownOutcome', operation: 'PromisePayment' });
  });

  it('has done nothing when the terms could not be read', async () => {
    core.on('getPPSettings', { silent: true });
    await expect(take()).rejects.toMatchObject({ name: 'Unavailable' });
    expect(core.seen('PromisePayment')).toEqual([]);
  });
});
