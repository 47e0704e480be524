import { SoapProbe, text } from '../testing/soap-probe';

describe('a forgotten password', () => {
  let probe: SoapProbe;

  beforeEach(async () => {
    probe = await SoapProbe.start();
  });
  afterEach(() => probe.stop());

  const recover = (login: string, transport = '0') =>
    probe.call(
      'recoverPassword',
      `<transport>${transport}</transport><login>${login}</login><sync>false</sync>`,
    );
  const restore = (login: string, userid = '0') =>
    probe.call('restoreClientPasswd', `<val><userid>${userid}</userid><login>${login}</login></val>`);
  const mails = () => probe.control<object[]>('mails');

  it('is written about without a session, and stays in force', async () => {
    const answer = await recover('001940');
    expect(text(answer, 'recordid')).toBe('1');
    expect(text(answer, 'destination')).toBe('ivanova@example.net');
    expect(await mails()).toEqual([
      { recordid: 1, operation: 'recoverPassword', login: '001940', destination: 'ivanova@example.net' },
    ]);
    expect(await probe.signInAs('001940', 'demo')).not.toBe('');
  });

  it('is written about the older way', async () => {
    expect(text(await restore('001950'), 'ret')).toBe('petrov@example.net');
    expect(await mails()).toMatchObject([{ operation: 'restoreClientPasswd', login: '001950' }]);
  });

  it.each(['404404', '001970', ''])('is not written about for login "%s"', async (login) => {
    for (const answer of [await recover(login), await restore(login)]) {
      expect(answer.status).toBe(500);
      expect(text(answer, 'detail')).toBe('Account not found');
    }
    expect(await mails()).toEqual([]);
  });

  it('of an account without an address cannot be written about', async () => {
    const client = await probe.signInAs('001940');
    await probe.call('setClientInfo', '<val><userid>0</userid><email/></val>', client);
    expect(text(await recover('001940'), 'detail')).toBe('E-mail is not specified');
  });

  it('is forgotten by a reset', async () => {
    await recover('001940');
    await probe.control('reset', {});
    expect(await mails()).toEqual([]);
  });

  it.each([
    ['another transport', () => recover('001940', '1'), 'transport'],
    ['an account named by its number', () => restore('001940', '940'), 'userid'],
  ])('is refused with %s', async (_what, call, reason) => {
    await call();
    const rejected = await probe.control<{ reason: string }[]>('rejected');
    expect(rejected.at(-1)!.reason).toContain(reason);
    expect(await mails()).toEqual([]);
  });
});
