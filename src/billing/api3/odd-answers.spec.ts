import { answer, CannedCore, fault } from './canned-core.contract';
import { isId } from './soap-values';

const pay = (fields: string, more = '') =>
  `<ret><pay><recordid>9001</recordid><agrmid>1940</agrmid><amount>5.00</amount>${fields}</pay>${more}</ret>`;

const POSTING = {
  receipt: 'BA-1',
  agreementId: '1940',
  amountKopecks: 50_000 as never,
  paidAt: new Date('2026-11-24T09:00:00Z'),
  comment: 'x',
  notAfter: new Date('2100-01-01T00:00:00Z'),
};

// Goal: an answer that does not say one thing is taken for none. Found by feeding the adapter changed answers (test/fuzz).
describe('an odd answer of the core', () => {
  let core: CannedCore;
  beforeEach(async () => {
    core = await new CannedCore().start();
  });
  afterEach(() => core.stop());

  it('with an id that names what all objects have does no harm to later ones', async () => {
    core.on('ExternCheckPayment', (_call, nth) =>
      answer('ExternCheckPayment', nth === 1 ? '<ret id="__proto__">1</ret>' : pay('')),
    );
    const billing = core.adapter();
    await expect(billing.findPayment('BA-1')).rejects.toMatchObject({ code: 'malformed_answer' });
    expect(Object.keys(Object.prototype)).toEqual([]);
    await expect(billing.findPayment('BA-1')).resolves.toMatchObject({ amountKopecks: 500 });
  });

  it.each(['\u000b', '\u000c'])(
    'with %j in place of a digit does not name the id without it',
    async (odd) => {
      for (const uid of [`94${odd}`, `${odd}40`, `<![CDATA[94${odd}]]>`]) {
        core.on(
          'getAgreements',
          answer('getAgreements', `<ret><agrmid>1940</agrmid><uid>${uid}</uid></ret>`),
        );
        await expect(core.adapter().findOwner('1940')).rejects.toMatchObject({ code: 'malformed_answer' });
      }
      const blanks = '<ret><agrmid>1940</agrmid><uid>\n 94\t</uid></ret>';
      core.on('getAgreements', answer('getAgreements', blanks));
      await expect(core.adapter().findOwner('1940')).resolves.toBe('94');
    },
  );

  it('with two record ids is no proof of a credit', async () => {
    core.on('ExternPayment', answer('ExternPayment', '<ret>1</ret><ret>2</ret>'));
    await expect(core.adapter().postPayment(POSTING)).rejects.toMatchObject({
      name: 'UnknownOutcome',
      code: 'no_record_id',
    });
  });

  it('beside a fault is neither a credit nor a refusal', async () => {
    const both = fault('already exists').body?.replace(
      '<SOAP-ENV:Fault>',
      '<lb:ExternPaymentResponse><ret>5</ret></lb:ExternPaymentResponse><SOAP-ENV:Fault>',
    );
    core.on('ExternPayment', { body: both ?? '' });
    await expect(core.adapter().postPayment(POSTING)).rejects.toMatchObject({ name: 'UnknownOutcome' });
  });

  it.each([
    ['<ret/>', 'an empty payment'],
    ['<ret>5</ret>', 'a payment that is a text'],
    [pay('') + '<ret/>', 'a payment beside one that cannot be read'],
    [pay('').replace('<pay>', '<pay><recordid>1</recordid>'), 'two record ids'],
    [pay('', '<pay/>'), 'a payment in two parts'],
    [pay('<status>0</status><status>2</status>'), 'two states'],
    [pay('<status>two</status>'), 'a state that is no number'],
  ])('%s is no word about a payment: %s', async (rows) => {
    core.on('ExternCheckPayment', answer('ExternCheckPayment', rows));
    await expect(core.adapter().findPayment('BA-1')).rejects.toMatchObject({
      name: 'Unavailable',
      code: 'unexpected_answer',
    });
  });

  it.each([
    ['', '<amountcurr>5</amountcurr><amountcurr>6</amountcurr>'],
    ['', '<amountcurr>nan</amountcurr>'],
    ['<amount>6.00</amount>', ''],
    ['<amount><b/></amount>', ''],
  ])('with the figures %s%s names no sum', async (fields, more) => {
    core.on('ExternCheckPayment', answer('ExternCheckPayment', pay(fields, more)));
    await expect(core.adapter().findPayment('BA-1')).resolves.toMatchObject({ amountKopecks: null });
  });

  it('with two dates of cancelling is a cancelled payment', async () => {
    const dates = '<canceldate>0000-00-00</canceldate><canceldate>2026-01-01</canceldate>';
    core.on('ExternCheckPayment', answer('ExternCheckPayment', pay(dates)));
    await expect(core.adapter().findPayment('BA-1')).resolves.toMatchObject({ isCancelled: true });
  });

  it.each([
    ['<ret/>'],
    ['<ret><account><uid>940</uid></account></ret><ret><account><uid>941</uid></account></ret>'],
    ['<ret><account><uid>940</uid></account><agreements/></ret>'],
  ])('%s is no account, and no word that there is none', async (rows) => {
    core.on('getAccount', answer('getAccount', rows));
    await expect(core.adapter().getAccount('940')).rejects.toMatchObject({
      name: 'Unavailable',
      code: 'unexpected_answer',
    });
  });

  it('of a refusal names a record only by an id', async () => {
    core.on('ExternCancelPayment', fault('Payment already cancelled, record_id = 0'));
    await expect(core.adapter().cancelPayment('BA-1', POSTING.notAfter)).resolves.toEqual({ recordId: null });
  });

  it('is not risked for an id that the core cannot hold', async () => {
    expect([isId('9223372036854775807'), isId('9223372036854775808')]).toEqual([true, false]);
    await expect(core.adapter().getAccount('9999999999999999999')).rejects.toMatchObject({
      code: 'account_not_found',
    });
    expect(core.seen('getAccount')).toEqual([]);
  });
});
