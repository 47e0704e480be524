import { Clock } from '../../shared/clock';
import type { ObservedCall } from '../../shared/upstream-observer';
import { CannedCore, fault, signedIn } from './canned-core.contract';

class SetClock extends Clock {
  private ms = Date.parse('2024-11-24T00:00:00Z');
  readonly slept: number[] = [];

  now(): Date {
    return new Date(this.ms);
  }

  sleep(ms: number): Promise<void> {
    this.slept.push(ms);
    return Promise.resolve();
  }

  pass(seconds: number): void {
    this.ms += seconds * 1000;
  }
}

const ABSENT = fault('Payment with receipt = BA-1 and mod_person = 77 not found');
const REFUSED = fault('Manager not authorized', 'error_auth');

describe('the manager session', () => {
  let core: CannedCore;
  let clock: SetClock;
  /** The session that the core accepts. */
  let valid: string;
  let maxAge: number;

  beforeEach(async () => {
    clock = new SetClock();
    valid = 's1';
    maxAge = 600;
    core = await new CannedCore().start();
    core.on('Login', () => signedIn(valid, maxAge));
    core.on('ExternCheckPayment', ({ headers }) =>
      headers.cookie === `sessnum=${valid}` ? ABSENT : REFUSED,
    );
  });
  afterEach(() => core.stop());

  const twenty = (adapter: { findPayment(receipt: string): Promise<unknown> }): Promise<unknown[]> =>
    Promise.all(Array.from({ length: 20 }, (_none, index) => adapter.findPayment(`BA-${String(index)}`)));

  it('signs in once for all, and tells who posts', async () => {
    const adapter = core.adapter({ clock });
    await twenty(adapter);
    expect(await adapter.getPosterId()).toBe('77');
    await twenty(adapter);
    expect(core.seen('Login')).toHaveLength(1);
    expect(core.seen('Login')[0]?.xml).toContain(
      '<api3:Login xmlns:api3="urn:api3"><login>gate</login><pass>manager-S3cret</pass></api3:Login>',
    );
    expect(core.seen('Login')[0]?.headers.cookie).toBeUndefined();
  });

  it('signs in once more when the core has forgotten the session, and every call gets its answer', async () => {
    const adapter = core.adapter({ clock });
    await twenty(adapter);
    valid = 's2';
    expect(await twenty(adapter)).toEqual(Array.from({ length: 20 }, () => null));
    expect(core.seen('Login')).toHaveLength(2);
    expect(clock.slept).toEqual([]);
  });

  it('does not drop a session newer than the refused one', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    core.on('ExternCheckPayment', async ({ headers, xml }) => {
      const accepted = headers.cookie === `sessnum=${valid}`;
      if (xml.includes('SLOW') && !accepted) await held;
      return accepted ? ABSENT : REFUSED;
    });
    const adapter = core.adapter({ clock });
    await adapter.getPosterId();
    valid = 's2';
    const slow = adapter.findPayment('SLOW');
    await adapter.findPayment('BA-1');
    release();
    expect(await slow).toBeNull();
    expect(core.seen('Login')).toHaveLength(2);
  });

  it.each([
    [600, 589, 1],
    [600, 590, 2],
    [8, 3, 1],
    [8, 4, 2],
  ])('of a life of %d s is, after %d s, at sign-in number %d', async (life, after, signIns) => {
    maxAge = life;
    const adapter = core.adapter({ clock });
    await adapter.getPosterId();
    clock.pass(after);
    await adapter.getPosterId();
    expect(core.seen('Login')).toHaveLength(signIns);
  });

  it('gives up after three sessions refused, with a pause before the last', async () => {
    core.on('ExternCheckPayment', REFUSED);
    const adapter = core.adapter({ clock, sessionRetryPauseMs: 40 });
    await expect(adapter.findPayment('BA-1')).rejects.toMatchObject({
      name: 'Unavailable',
      code: 'session_flapping',
    });
    expect(core.seen('ExternCheckPayment')).toHaveLength(3);
    expect(core.seen('Login')).toHaveLength(3);
    expect(clock.slept).toEqual([40]);
  });

  it('reports wrong credentials as access_denied, and does not knock again at once', async () => {
    core.on('Login', fault('Invalid login/pass. Manager login: gate'));
    const adapter = core.adapter({ clock });
    const denied = { name: 'Rejected', operation: 'Login', code: 'access_denied' };
    await expect(adapter.findPayment('BA-1')).rejects.toMatchObject(denied);
    await expect(adapter.findPayment('BA-1')).rejects.toMatchObject(denied);
    expect(core.seen('Login')).toHaveLength(1);
    clock.pass(11);
    core.on('Login', signedIn('s1'));
    expect(await adapter.findPayment('BA-1')).toBeNull();
  });

  it.each([
    ['only dead cookies', { ...signedIn(), cookies: ['sessnum=a', 'sessnum=b; Max-Age=0'] }],
    ['no manager', { ...signedIn(), body: signedIn().body?.replace(/<ret>.*<\/ret>/, '') }],
    ['an unlisted fault', fault('busy')],
    ['502', { status: 502 }],
  ])('is Unavailable for a sign-in with %s, and tries anew next time', async (_what, canned) => {
    core.on('Login', canned);
    const adapter = core.adapter({ clock });
    await expect(adapter.findPayment('BA-1')).rejects.toMatchObject({
      name: 'Unavailable',
      operation: 'Login',
    });
    core.on('Login', signedIn('s1'));
    expect(await adapter.findPayment('BA-1')).toBeNull();
  });

  it('tells an observer of its sign-ins', async () => {
    const seen: ObservedCall[] = [];
    await core.adapter({ clock, observer: (call) => seen.push(call) }).getPosterId();
    expect(seen).toMatchObject([{ upstream: 'billing', operation: 'Login', outcome: 'ok' }]);
  });
});
