import { Api3Billing } from './api3.adapter';
import { Api3Cabinet } from './api3-cabinet';
import { answer, CannedCore, fault } from './canned-core.contract';

describe('signIn over api3', () => {
  let core: CannedCore;
  beforeEach(async () => {
    core = await new CannedCore().start();
    core.on('ClientLogin', {
      ...answer('ClientLogin', '<ret><uid>12</uid><timelastlogin>2024-11-01 10:00:00</timelastlogin></ret>'),
      cookies: ['sessnum=client1; Max-Age=1800', 'sessnum=dead0'],
    });
    core.on('Logout', answer('Logout', '<ret>1</ret>'));
  });
  afterEach(() => core.stop());

  const signIn = (login: string, password: string, address: string | null = null) =>
    core.cabinet({ timeoutMs: 1_000 }).signIn({ login, password, address });

  it('signs in and out under that very session, with no manager involved', async () => {
    expect(await signIn('u<1>', 'p&"q"', '192.0.2.7')).toEqual({ uid: '12', upstreamSession: null });
    expect(core.calls.map(({ operation }) => operation)).toEqual(['ClientLogin', 'Logout']);
    expect(core.seen('ClientLogin')[0]?.xml).toContain(
      '<api3:ClientLogin xmlns:api3="urn:api3"><login>u&lt;1&gt;</login><pass>p&amp;&quot;q&quot;</pass><ip>192.0.2.7</ip></api3:ClientLogin>',
    );
    expect(core.seen('ClientLogin')[0]?.headers.cookie).toBeUndefined();
    expect(core.seen('Logout')[0]?.headers.cookie).toBe('sessnum=client1');
  });

  it('sends no ip when there is none', async () => {
    await signIn('u', 'p');
    expect(core.seen('ClientLogin')[0]?.xml).not.toContain('<ip>');
  });

  it('does not mind a failed Logout', async () => {
    core.on('Logout', { status: 502 });
    expect(await signIn('u', 'p')).toMatchObject({ uid: '12' });
  });

  it.each(['bob', 'error_auth', 'Access denied', 'function f not found'])(
    'rejects wrong credentials of %s, though a live cookie comes with them',
    async (login) => {
      core.on('ClientLogin', {
        ...fault(`Invalid login/pass. Client login: ${login}`, 'Invalid login/pass. Client login: $1'),
        cookies: ['sessnum=alive; Max-Age=1800'],
      });
      const refused = signIn(login, 'wrong');
      await expect(refused).rejects.toMatchObject({ name: 'Rejected', code: 'invalid_credentials' });
      await expect(refused).rejects.not.toMatchObject({ message: expect.stringContaining(login) });
    },
  );

  it.each(['', 'a\u0000', 'a\n', '\ud800'])(
    'rejects %j, which no request carries, without asking',
    async (text) => {
      await expect(signIn('u', text)).rejects.toMatchObject({
        code: 'invalid_credentials',
      });
      await expect(signIn(text, 'p')).rejects.toMatchObject({
        code: 'invalid_credentials',
      });
      expect(core.calls).toHaveLength(0);
    },
  );

  it.each([
    ['an unlisted fault', fault('database is down')],
    ['a refused session', fault('Client not authorized', 'error_auth')],
    ['an answer without uid', answer('ClientLogin', '')],
    ['silence', { silent: true }],
  ])('is Unavailable for %s', async (_what, canned) => {
    core.on('ClientLogin', canned);
    await expect(signIn('u', 'p')).rejects.toMatchObject({
      name: 'Unavailable',
    });
  });

  it('keeps the sessions of subscribers at work at once apart from each other and from the manager', async () => {
    core.on('ClientLogin', async ({ xml }) => {
      const login = /<login>(\w+)</.exec(xml)?.[1] ?? '';
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20));
      return {
        ...answer('ClientLogin', `<ret><uid>${login.slice(1)}</uid></ret>`),
        cookies: [`sessnum=of_${login}; Max-Age=1800`],
      };
    });
    core.on('ExternCheckPayment', fault('Payment with receipt = R and mod_person = 77 not found'));
    const way = core.way();
    const billing = new Api3Billing(way);
    const cabinet = new Api3Cabinet(way);
    const uids = await Promise.all(
      Array.from({ length: 20 }, async (_none, index) => {
        await billing.findPayment(`BA-${String(index)}`);
        return cabinet.signIn({ login: `u${String(index + 1)}`, password: 'p', address: null });
      }),
    );
    expect(uids.map(({ uid }) => Number(uid))).toEqual(Array.from({ length: 20 }, (_n, index) => index + 1));
    const loggedOut = core.seen('Logout').map(({ headers }) => headers.cookie);
    expect(new Set(loggedOut).size).toBe(20);
    expect(new Set(core.seen('ExternCheckPayment').map(({ headers }) => headers.cookie))).toEqual(
      new Set(['sessnum=live1']),
    );
  });
});
