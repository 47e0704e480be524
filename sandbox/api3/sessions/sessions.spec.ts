import { liveCookie, SoapProbe, text } from '../testing/soap-probe';

describe('sessions', () => {
  let probe: SoapProbe;
  let now: number;

  beforeEach(async () => {
    now = Date.parse('2026-11-24T09:00:00Z');
    probe = await SoapProbe.start({ now: () => now });
  });
  afterEach(() => probe.stop());

  const clientLogin = (login: string, pass: string) =>
    probe.call('ClientLogin', `<login>${login}</login><pass>${pass}</pass><ip>192.0.2.1</ip>`);
  const lateMs = (seconds: number): void => {
    now += seconds * 1000;
  };

  it('answers a sign-in with two cookies, of which one is alive', async () => {
    const answer = await probe.call('Login', '<login>tbank</login><pass>demo</pass>');
    expect(answer.status).toBe(200);
    expect(text(answer, 'personid')).toBe('42');
    expect(answer.cookies).toHaveLength(2);
    expect(answer.cookies.every((cookie) => /^sessnum=\w+;/.test(cookie))).toBe(true);
    expect(answer.cookies.filter((cookie) => cookie.includes('Max-Age=600'))).toHaveLength(1);
  });

  it('does not keep the live cookie in one place nor the dead one in one form', async () => {
    const positions = new Set<number>();
    const deadForms = new Set<boolean>();
    for (let round = 0; round < 4; round++) {
      const { cookies } = await probe.call('Login', '<login>tbank</login><pass>demo</pass>');
      positions.add(cookies.findIndex((cookie) => cookie.includes('Max-Age=600')));
      deadForms.add(cookies.some((cookie) => cookie.includes('Max-Age=0')));
    }
    expect([...positions].sort()).toEqual([0, 1]);
    expect(deadForms.size).toBe(2);
  });

  it('opens nothing with the dead cookie', async () => {
    const { cookies } = await probe.call('Login', '<login>tbank</login><pass>demo</pass>');
    const dead = cookies.find((cookie) => !cookie.includes('Max-Age=600'))!.split(';')[0];
    const answer = await probe.call('getAccount', '<id>940</id>', dead);
    expect(text(answer, 'faultstring')).toBe('error_auth');
  });

  it('refuses a manager with a wrong password', async () => {
    const answer = await probe.call('Login', '<login>tbank</login><pass>guess</pass>');
    expect(answer.status).toBe(500);
    expect(text(answer, 'detail')).toBe('Invalid login/pass. Manager login: tbank');
  });

  it('signs a subscriber in and remembers the time', async () => {
    const first = await clientLogin('001940', 'demo');
    expect(text(first, 'uid')).toBe('940');
    expect(text(first, 'timelastlogin')).toBe('0000-00-00 00:00:00');
    expect(first.cookies.some((cookie) => cookie.includes('Max-Age=1800'))).toBe(true);
    expect(text(await clientLogin('001940', 'demo'), 'timelastlogin')).toBe('2026-11-24 12:00:00');
  });

  it.each([
    ['001940', 'wrong'],
    ['nobody', 'demo'],
    ['001970', 'demo'],
  ])('refuses subscriber %s with "%s", with a cookie that opens nothing', async (login, pass) => {
    const answer = await clientLogin(login, pass);
    expect(answer.status).toBe(500);
    expect(text(answer, 'faultstring')).toBe('Invalid login/pass. Client login: $1');
    expect(text(answer, 'detail')).toBe(`Invalid login/pass. Client login: ${login}`);
    expect(answer.cookies).toHaveLength(2);
    const next = await probe.call('getRecommendedPayment', '<id>1940</id>', liveCookie(answer));
    expect(text(next, 'faultstring')).toBe('error_auth');
  });

  it('says who is missing when there is no session', async () => {
    const answer = await probe.call('getAccount', '<id>940</id>');
    expect(answer.status).toBe(500);
    expect(text(answer, 'faultcode')).toBe('SOAP-ENV:Server');
    expect(text(answer, 'faultstring')).toBe('error_auth');
    expect(text(answer, 'detail')).toBe('Manager not authorized');
  });

  it('keeps a subscriber out of what is the manager’s, and lets both ask for the recommended payment', async () => {
    const client = liveCookie(await clientLogin('001940', 'demo'));
    expect(text(await probe.call('getAccount', '<id>940</id>', client), 'detail')).toBe(
      'Manager not authorized',
    );
    expect(text(await probe.call('getRecommendedPayment', '<id>1940</id>', client), 'ret')).toBe('500');
    const manager = await probe.signIn();
    expect(text(await probe.call('getRecommendedPayment', '<id>1940</id>', manager), 'ret')).toBe('500');
  });

  it('lets sessions live side by side and end by clock, use or not', async () => {
    const first = await probe.signIn();
    lateMs(400);
    const second = await probe.signIn();
    expect((await probe.call('getAgreements', '', first)).status).toBe(200);
    lateMs(200);
    expect(text(await probe.call('getAgreements', '', first), 'faultstring')).toBe('error_auth');
    expect((await probe.call('getAgreements', '', second)).status).toBe(200);
  });

  it('tells an ended subscriber session from a manager’s', async () => {
    const client = liveCookie(await clientLogin('001940', 'demo'));
    lateMs(1800);
    const answer = await probe.call('getRecommendedPayment', '<id>1940</id>', client);
    expect(text(answer, 'detail')).toBe('Client not authorized');
  });

  it('ends sessions on Logout and on command', async () => {
    const first = await probe.signIn();
    const second = await probe.signIn();
    expect(text(await probe.call('Logout', '', first), 'ret')).toBe('1');
    expect((await probe.call('getAgreements', '', first)).status).toBe(500);
    expect((await probe.call('getAgreements', '', second)).status).toBe(200);
    expect(await probe.control('sessions/expire', {})).toEqual({ expired: 1 });
    expect((await probe.call('getAgreements', '', second)).status).toBe(500);
  });

  it('needs no session to tell its version', async () => {
    const answer = await probe.call('getVersion', '');
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('<lbapi:TVersion><version>');
  });
});
