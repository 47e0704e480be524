import type { DataSource } from 'typeorm';
import { AuthHouse, failureOf, LOCK_AFTER, SECRET } from '../../test/support/auth-house';
import { dropAndClose, freshDataSource } from '../../test/support/database';
import { rejected, settled, unavailable } from '../../test/support/fakes';
import type { Subscriber } from '../billing/cabinet.port';
import { KeyedHash } from './keyed-hash';
import { SignIn } from './sign-in';
import { SignOut } from './sign-out';

const FLOOR_MS = 300;
const ADDRESS = '192.0.2.7';

// Goal: whoever cannot sign in learns nothing of the login by it, neither from the answer nor from its time.
describe('signing in', () => {
  let dataSource: DataSource;
  let house: AuthHouse;
  /** What billing does, call after call. */
  let billing: () => Promise<{ uid: string; upstreamSession: string | null }>;
  let asked: string[];
  let signIn: SignIn;
  beforeAll(async () => {
    dataSource = await freshDataSource();
  });
  beforeEach(async () => {
    house = await AuthHouse.empty(dataSource);
    asked = [];
    billing = () => Promise.resolve({ uid: '940', upstreamSession: 'jar' });
    const { signInTries: tries, sessions, tokens, audit, hash } = house.one;
    const cabinet = {
      signIn: ({ login }: { readonly login: string }) => {
        asked.push(login);
        return billing();
      },
    };
    signIn = new SignIn({ cabinet, tries, sessions, tokens, audit, hash, clock: house.clock }, FLOOR_MS);
  });
  afterAll(() => dropAndClose(dataSource));

  /** The outcome of a try, and after how many milliseconds it came. */
  async function attempt(login: string): Promise<{ outcome: string; afterMs: number }> {
    const startedAt = house.clock.now().getTime();
    const state = { isOver: false };
    const outcome = failureOf(signIn.execute({ login, password: 'guess-word', address: ADDRESS })).finally(
      () => (state.isOver = true),
    );
    while (!state.isOver) {
      if (house.clock.asleep > 0) await house.clock.advance(1);
      else await settled();
    }
    return { outcome: await outcome, afterMs: house.clock.now().getTime() - startedAt };
  }
  const refuse =
    (code: string, afterMs = 0) =>
    async () => {
      await house.clock.sleep(afterMs);
      throw rejected(code);
    };

  it('begins a session that proves the subscriber, and keeps what billing’s adapter wants kept', async () => {
    const pair = await signIn.execute({ login: '100017', password: 'x', address: ADDRESS });
    const holder = house.one.tokens.verify(pair.accessToken);
    expect(holder.uid).toBe('940');
    await house.two.sessions.prove(holder);
    expect(await house.two.sessions.loadUpstreamSession(holder.sessionId)).toBe('jar');
    expect((await house.two.refreshing.execute(pair.refreshToken, ADDRESS)).uid).toBe('940');
    expect(await house.auditKinds()).toEqual(['signed_in']);
  });

  it('fails at one time, however fast billing refuses, and at billing’s own when that is longer', async () => {
    for (const billingMs of [0, 40, 299]) {
      billing = refuse('invalid_credentials', billingMs);
      expect(await attempt(`login-${String(billingMs)}`)).toEqual({
        outcome: 'invalid_credentials',
        afterMs: FLOOR_MS,
      });
    }
    billing = refuse('invalid_credentials', 450);
    expect((await attempt('slow')).afterMs).toBe(450);
  });

  it('is kept from a locked login without asking billing, at the same time, whether the login exists or not', async () => {
    billing = refuse('invalid_credentials');
    for (let i = 0; i < LOCK_AFTER; i += 1) await attempt('exists');
    asked = [];
    billing = () => Promise.resolve({ uid: '940', upstreamSession: null });
    expect(await attempt('exists')).toEqual({ outcome: 'sign_in_locked', afterMs: FLOOR_MS });
    expect(asked).toEqual([]);
  });

  it('is told of in the audit by a keyed hash, not by login or password', async () => {
    billing = refuse('invalid_credentials');
    await attempt('Sidorov-Login');
    const rows = await house.rows<{ kind: string; address: string; details: string }>(
      'SELECT * FROM audit_events',
    );
    expect(rows).toMatchObject([{ kind: 'sign_in_failed', address: ADDRESS, subscriber_uid: null }]);
    expect(JSON.parse(rows[0]!.details)).toEqual({
      loginHash: new KeyedHash(SECRET).ofLogin(' sidorov-login'),
    });
    expect(JSON.stringify(rows)).not.toMatch(/sidorov|guess-word/i);
  });

  it('is not possible where billing wants a picture read, and that is nobody’s failure', async () => {
    billing = refuse('captcha_required');
    for (let i = 0; i <= LOCK_AFTER; i += 1)
      expect((await attempt('100017')).outcome).toBe('sign_in_not_possible');
    expect(await house.auditKinds()).toEqual([]);
  });

  it('leaves word of billing’s own failures to whoever maps them', async () => {
    billing = () => Promise.reject(unavailable());
    expect((await attempt('100017')).outcome).toBe(unavailable().message);
    billing = refuse('account_not_found');
    expect((await attempt('100017')).outcome).toBe(rejected('account_not_found').message);
  });
});

describe('signing out', () => {
  let dataSource: DataSource;
  let house: AuthHouse;
  beforeAll(async () => {
    dataSource = await freshDataSource();
  });
  beforeEach(async () => {
    house = await AuthHouse.empty(dataSource);
  });
  afterAll(() => dropAndClose(dataSource));

  async function session(): Promise<{ uid: string; sessionId: string }> {
    const opening = { uid: '940', upstreamSession: 'jar', address: ADDRESS };
    return { uid: '940', sessionId: (await house.one.sessions.begin(opening)).id };
  }
  const leave = (signOut: (subscriber: Subscriber) => Promise<void>) =>
    new SignOut({ signOut }, house.one.sessions, house.clock);

  it('ends billing’s session while it can still be read, then ours, and once', async () => {
    const holder = await session();
    const jars: (string | null)[] = [];
    const signOut = leave(async ({ sessionId }) => {
      jars.push(await house.two.sessions.loadUpstreamSession(sessionId!));
    });
    await signOut.execute(holder, ADDRESS);
    await signOut.execute(holder, ADDRESS);
    expect(jars).toEqual(['jar']);
    expect(await failureOf(house.two.sessions.prove(holder))).toBe('token_invalid');
    expect(await house.auditKinds()).toEqual(['signed_in', 'signed_out']);
  });

  it('ends ours also when billing does not end its own', async () => {
    const holder = await session();
    await leave(() => Promise.reject(unavailable())).execute(holder, ADDRESS);
    expect(await failureOf(house.two.sessions.prove(holder))).toBe('token_invalid');
  });

  it('waits two seconds for billing and no longer', async () => {
    const holder = await session();
    let isDone = false;
    const done = leave(() => new Promise(() => undefined))
      .execute(holder, ADDRESS)
      .then(() => (isDone = true));
    while (house.clock.asleep === 0) await settled();
    await house.clock.advance(1_999);
    expect(isDone).toBe(false);
    await house.clock.advance(1);
    await done;
    expect(await failureOf(house.two.sessions.prove(holder))).toBe('token_invalid');
  });

  it('does nothing for somebody else’s session', async () => {
    const holder = await session();
    const signOut = leave(() => Promise.reject(new Error('nobody is to call')));
    await signOut.execute({ ...holder, uid: '950' }, ADDRESS);
    expect(await failureOf(house.two.sessions.prove(holder))).toBe('no failure');
  });
});
