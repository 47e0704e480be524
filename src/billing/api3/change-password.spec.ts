import { SUBSCRIBER } from './canned-agreement.contract';
import { answer, CannedCore, fault } from './canned-core.contract';

describe('changePassword over api3', () => {
  let core: CannedCore;
  beforeEach(async () => {
    core = await new CannedCore().start();
    core.on(
      'getAccount',
      answer('getAccount', '<ret><account><uid>12</uid><login>001940</login></account></ret>'),
    );
    core.on('ClientLogin', {
      ...answer('ClientLogin', '<ret><uid>12</uid></ret>'),
      cookies: ['sessnum=client1; Max-Age=1800'],
    });
    core.on('updClientPass', answer('updClientPass', '<ret>1</ret>'));
    core.on('Logout', answer('Logout', '<ret>1</ret>'));
  });
  afterEach(() => core.stop());

  const change = (current = 'old<1>', next = 'n&w') =>
    core.cabinet({ timeoutMs: 1_000 }).changePassword(SUBSCRIBER, { current, next });
  const asked = () => core.calls.map(({ operation }) => operation);

  it('changes it in a session of the subscriber, and leaves that', async () => {
    await change();
    expect(asked()).toEqual(['Login', 'getAccount', 'ClientLogin', 'updClientPass', 'Logout']);
    expect(core.seen('ClientLogin')[0]?.xml).toContain(
      '<login>001940</login><pass>old&lt;1&gt;</pass></api3',
    );
    expect(core.seen('updClientPass')[0]?.xml).toContain(
      '<api3:updClientPass xmlns:api3="urn:api3"><oldpass>old&lt;1&gt;</oldpass><newpass>n&amp;w</newpass></api3:updClientPass>',
    );
    expect(core.seen('updClientPass')[0]?.headers.cookie).toBe('sessnum=client1');
    expect(core.seen('Logout')[0]?.headers.cookie).toBe('sessnum=client1');
  });

  it.each([
    ['ClientLogin', fault('Invalid login/pass. Client login: 001940'), 'invalid_credentials'],
    ['updClientPass', fault('Invalid old password'), 'invalid_credentials'],
    ['updClientPass', fault('Password is too short'), 'password_refused'],
  ])('is refused when %s is, and leaves the session', async (operation, canned, code) => {
    core.on(operation, canned);
    await expect(change()).rejects.toMatchObject({ name: 'Rejected', code });
    expect(asked().includes('Logout')).toBe(operation === 'updClientPass');
  });

  it('asks nothing for a password that no request carries', async () => {
    await expect(change('')).rejects.toMatchObject({ code: 'invalid_credentials' });
    await expect(change('a\u0000')).rejects.toMatchObject({ code: 'invalid_credentials' });
    await expect(change('old', '')).rejects.toMatchObject({ code: 'password_refused' });
    await expect(change('old', 'a\n')).rejects.toMatchObject({ code: 'password_refused' });
    expect(core.calls).toEqual([]);
  });

  it.each([
    ['silence', { silent: true }],
    ['502', { status: 502 }],
    ['a fault that nobody knows', fault('deadlock')],
    ['an answer that confirms nothing', answer('updClientPass', '<ret>0</ret>')],
  ])('does not know what came of %s', async (_what, canned) => {
    core.on('updClientPass', canned);
    await expect(change()).rejects.toMatchObject({ name: 'UnknownOutcome', operation: 'updClientPass' });
  });

  it.each([
    ['no session', answer('ClientLogin', '<ret><uid>12</uid></ret>')],
    [
      'the session of somebody else',
      { ...answer('ClientLogin', '<ret><uid>13</uid></ret>'), cookies: ['sessnum=x; Max-Age=9'] },
    ],
  ])('changes nothing in %s', async (_what, canned) => {
    core.on('ClientLogin', canned);
    await expect(change()).rejects.toMatchObject({ name: 'Unavailable', code: 'unexpected_answer' });
    expect(asked()).not.toContain('updClientPass');
  });

  it('keeps both passwords out of its errors', async () => {
    core.on('updClientPass', fault('Password S3cret-new is weak'));
    const error: unknown = await change('S3cret-old', 'S3cret-new').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'password_refused' });
    expect(JSON.stringify(error) + String(error)).not.toMatch(/S3cret|weak/);
  });
});
