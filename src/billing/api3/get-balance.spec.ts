import { agreementAnswer, SUBSCRIBER } from './canned-agreement.contract';
import { answer, CannedCore, fault, type CannedAnswer } from './canned-core.contract';

const recommended = (sum: string): CannedAnswer => answer('getRecommendedPayment', `<ret>${sum}</ret>`);

describe('getBalance over api3', () => {
  let core: CannedCore;
  beforeEach(async () => {
    core = await new CannedCore().start();
    core.on('getAgreements', agreementAnswer());
    core.on('getRecommendedPayment', recommended('486.091705'));
  });
  afterEach(() => core.stop());

  const get = (agreementId = '1940') => core.cabinet().getBalance(SUBSCRIBER, agreementId);

  it('reads the agreement and the recommended payment at once, in the manager session', async () => {
    let bothAsked: () => void = () => undefined;
    const both = new Promise<void>((resolve) => (bothAsked = resolve));
    core.on('getAgreements', async () => {
      await both;
      return agreementAnswer();
    });
    core.on('getRecommendedPayment', () => {
      bothAsked();
      return recommended('486.091705');
    });
    expect(await get()).toEqual({
      agreementId: '1940',
      number: '001',
      isOpen: true,
      balanceKopecks: -6_667,
      creditKopecks: 30_000,
      promisedCreditKopecks: 10_000,
      recommendedPaymentKopecks: 48_610,
    });
    expect(core.calls.map(({ operation }) => operation).toSorted()).toEqual([
      'Login',
      'getAgreements',
      'getRecommendedPayment',
    ]);
    expect(core.seen('getAgreements')[0]?.xml).toContain(
      '<api3:getAgreements xmlns:api3="urn:api3"><flt><agrmid>1940</agrmid></flt></api3:getAgreements>',
    );
    expect(core.seen('getRecommendedPayment')[0]?.xml).toContain(
      '<api3:getRecommendedPayment xmlns:api3="urn:api3"><id>1940</id></api3:getRecommendedPayment>',
    );
    expect(core.calls.slice(1).map(({ headers }) => headers.cookie)).toEqual([
      'sessnum=live1',
      'sessnum=live1',
    ]);
  });

  it.each([
    ['500', 50_000],
    ['0.30000000000000004', 30],
    ['433.32999999999998', 43_333],
    ['-12.5', 0],
    ['1e-05', 1],
  ])('rounds the recommended payment %s up to %d', async (sum, kopecks) => {
    core.on('getRecommendedPayment', recommended(sum));
    expect(await get()).toMatchObject({ recommendedPaymentKopecks: kopecks });
  });

  it('tells no credit where the core tells none', async () => {
    core.on('getAgreements', agreementAnswer({ credit: '', promisecredit: '-1' }));
    expect(await get()).toMatchObject({ creditKopecks: null, promisedCreditKopecks: null });
  });

  it.each(['function getRecommendedPayment not found', 'Access to rule x with access level 0 denied.'])(
    'tells no recommended payment for "%s"',
    async (detail) => {
      core.on('getRecommendedPayment', fault(detail));
      expect(await get()).toMatchObject({ balanceKopecks: -6_667, recommendedPaymentKopecks: null });
    },
  );

  it.each([
    [
      'a missing right to agreements',
      'getAgreements',
      fault('Access denied to agreement 1940'),
      'access_denied',
    ],
    ['a recommended payment that fails', 'getRecommendedPayment', fault('deadlock'), 'unlisted_fault'],
    [
      'a recommended payment that is no sum',
      'getRecommendedPayment',
      recommended('nan'),
      'unexpected_answer',
    ],
    [
      'no recommended payment',
      'getRecommendedPayment',
      answer('getRecommendedPayment', ''),
      'unexpected_answer',
    ],
    ['a negative credit', 'getAgreements', agreementAnswer({ credit: '-5' }), 'unexpected_answer'],
    ['another agreement', 'getAgreements', agreementAnswer({ agrmid: '1941' }), 'unexpected_answer'],
    ['an agreement of nobody', 'getAgreements', agreementAnswer({ uid: '0' }), 'unexpected_answer'],
  ])('has no balance to show for %s', async (_what, operation, canned, code) => {
    core.on(operation, canned);
    await expect(get()).rejects.toMatchObject({ code });
  });

  it.each([
    ['of another subscriber', agreementAnswer({ uid: '13' })],
    ['that the core does not know', answer('getAgreements', '')],
  ])('knows no agreement %s, whatever else is answered', async (_what, canned) => {
    core.on('getAgreements', canned);
    const unknown = { name: 'Rejected', code: 'agreement_not_found' };
    await expect(get()).rejects.toMatchObject(unknown);
    core.on('getRecommendedPayment', fault('Agreement not found'));
    await expect(get()).rejects.toMatchObject(unknown);
  });

  it('asks nothing for what is no id', async () => {
    await expect(get('1940;')).rejects.toMatchObject({ code: 'agreement_not_found' });
    expect(core.calls).toEqual([]);
  });
});
