import type { DataSource } from 'typeorm';
import { AuthHouse, failureOf, LOCK_AFTER, LOCK_MS } from '../../test/support/auth-house';
import { dropAndClose, freshDataSource } from '../../test/support/database';
import { rejected, unavailable } from '../../test/support/fakes';
import type { Problem } from '../shared/problem/problem';
import { DatabaseThrottling } from './database-throttling';

const MINUTE = 60_000;

// Goal: what may happen so often only happens so often, whatever replica it comes to, and whoever comes at one time.
describe('limits in MariaDB', () => {
  let dataSource: DataSource;
  let house: AuthHouse;
  beforeAll(async () => {
    dataSource = await freshDataSource();
  });
  beforeEach(async () => {
    house = await AuthHouse.empty(dataSource);
  });
  afterAll(() => dropAndClose(dataSource));

  describe('a count', () => {
    const counting = { windowMs: MINUTE, blockAt: 3, blockMs: 10 * MINUTE };
    const hit = (name = 'x', replica = house.one): Promise<number> => replica.limits.hit(name, counting);

    it('goes up by one for each hit of its name, at whatever replica', async () => {
      expect([await hit(), await hit('x', house.two), await hit('y')]).toEqual([1, 2, 1]);
      expect(await house.one.limits.secondsLeft('x')).toBe(60);
    });

    it('misses none and doubles none of many at one time', async () => {
      const hits = Array.from({ length: 40 }, (_, i) => hit('x', [house.one, house.two][i % 2]));
      expect((await Promise.all(hits)).toSorted((a, b) => a - b)).toEqual(
        Array.from({ length: 40 }, (_, i) => i + 1),
      );
    });

    it('begins anew when its window is over', async () => {
      await hit();
      await hit();
      await house.clock.advance(MINUTE);
      expect(await hit()).toBe(1);
      expect(await house.one.limits.secondsLeft('x')).toBe(60);
    });

    it('blocks with its hit for so long, and no longer by further ones', async () => {
      await hit();
      await house.clock.advance(50_000);
      await hit();
      await hit();
      expect(await house.two.limits.secondsLeft('x')).toBe(600);
      await house.clock.advance(9 * MINUTE);
      expect(await hit()).toBe(4);
      expect(await house.two.limits.secondsLeft('x')).toBe(60);
      await house.clock.advance(MINUTE);
      expect(await hit()).toBe(1);
    });

    it('can be taken back, and cleared', async () => {
      await hit();
      await hit();
      await house.two.limits.takeBack('x');
      expect(await hit()).toBe(2);
      await house.two.limits.clear('x');
      expect(await hit()).toBe(1);
      await house.two.limits.takeBack('nobody');
    });

    it('does not show what is counted', async () => {
      await hit('sign-in login 100017');
      const rows = await house.rows<{ bucket: string }>('SELECT bucket FROM rate_limits');
      expect(rows.map(({ bucket }) => bucket)).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
    });

    it('is removed when its time is over', async () => {
      for (const name of ['a', 'b', 'c']) await hit(name);
      await house.clock.advance(MINUTE + 1);
      await hit('a');
      expect([await house.one.limits.prune(1), await house.one.limits.prune(5)]).toEqual([1, 1]);
      expect(await house.rows('SELECT bucket FROM rate_limits')).toHaveLength(1);
    });
  });

  describe('the throttler', () => {
    const step = () => new DatabaseThrottling(house.one.limits).increment('key', MINUTE, 2, 30_000);

    it('lets through as many as allowed, then says how long to wait', async () => {
      expect([await step(), await step(), await step(), await step()]).toMatchObject([
        { totalHits: 1, isBlocked: false, timeToBlockExpire: 0 },
        { totalHits: 2, isBlocked: false },
        { totalHits: 3, isBlocked: true, timeToBlockExpire: 30 },
        { totalHits: 4, isBlocked: true, timeToBlockExpire: 30 },
      ]);
      await house.clock.advance(30_000);
      expect(await step()).toMatchObject({ totalHits: 1, isBlocked: false });
    });
  });

  describe('failed sign-ins', () => {
    const wrong = rejected('invalid_credentials');
    const who = { login: '100017', address: '192.0.2.7' };
    let asked = 0;
    beforeEach(() => {
      asked = 0;
    });
    const attempt = (
      outcome: Error | string,
      { login, address } = who,
      replica = house.one,
    ): Promise<string> =>
      failureOf(
        replica.signInTries.attempt({ login, address }, () => {
          asked += 1;
          return typeof outcome === 'string' ? Promise.resolve(outcome) : Promise.reject(outcome);
        }),
      );
    const fail = async (times: number, spelling = who): Promise<void> => {
      for (let i = 0; i < times; i += 1)
        expect(await attempt(wrong, spelling, [house.one, house.two][i % 2])).toBe(wrong.message);
    };

    it('lock the login in every spelling at every replica, and nobody is asked any more', async () => {
      await fail(LOCK_AFTER);
      expect(await attempt('welcome', { ...who, login: ' 100017 ' }, house.two)).toBe('sign_in_locked');
      expect(asked).toBe(LOCK_AFTER);
      expect(await house.auditKinds()).toEqual(['sign_in_locked']);
    });

    it('say when to come again, and let in then', async () => {
      await fail(LOCK_AFTER);
      await house.clock.advance(LOCK_MS - 5_000);
      const problem = await house.one.signInTries
        .attempt(who, () => Promise.resolve(0))
        .catch((error: unknown) => error);
      expect((problem as Problem).retryAfterSeconds).toBe(5);
      await house.clock.advance(5_000);
      expect(await attempt('welcome')).toBe('no failure');
    });

    it('are forgotten by a success, and by an hour', async () => {
      await fail(LOCK_AFTER - 1);
      expect(await attempt('welcome')).toBe('no failure');
      await fail(LOCK_AFTER - 1);
      await house.clock.advance(3_600_000);
      await fail(LOCK_AFTER - 1);
      expect(await house.auditKinds()).toEqual([]);
    });

    it('are not counted when billing was away', async () => {
      for (let i = 0; i < 2 * LOCK_AFTER; i += 1)
        expect(await attempt(unavailable())).toContain('unavailable');
      await fail(LOCK_AFTER);
    });

    it('that come all at once are no more than allowed', async () => {
      const all = Array.from({ length: 12 }, (_, i) => attempt(wrong, who, [house.one, house.two][i % 2]));
      const locked = (await Promise.all(all)).filter((outcome) => outcome === 'sign_in_locked');
      expect([locked.length, asked]).toEqual([12 - LOCK_AFTER, LOCK_AFTER]);
    });

    it('of many logins lock the address, ten times later, and a success does not help it', async () => {
      for (let i = 0; i < 10 * LOCK_AFTER; i += 1) {
        await fail(1, { ...who, login: `guess-${String(i)}` });
        if (i % 7 === 0) expect(await attempt('welcome', { ...who, login: 'own' })).toBe('no failure');
      }
      expect(await attempt('welcome', { ...who, login: 'own' })).toBe('sign_in_locked');
      expect(await attempt('welcome', { login: 'own', address: '192.0.2.8' })).toBe('no failure');
    });

    it('from one IPv6 network are of one address', async () => {
      for (let i = 0; i < 10 * LOCK_AFTER; i += 1)
        await fail(1, { login: `guess-${String(i)}`, address: `2001:db8:1:2::${i.toString(16)}` });
      expect(await attempt('welcome', { login: 'own', address: '2001:db8:1:2:ffff::1' })).toBe(
        'sign_in_locked',
      );
      expect(await attempt('welcome', { login: 'own', address: '2001:db8:1:3::1' })).toBe('no failure');
    });
  });

  it('of wrong passwords at a change lock the change for this subscriber alone', async () => {
    const wrong = rejected('invalid_credentials');
    const caller = { subscriberUid: '940', sessionId: null, keyName: null, address: '192.0.2.7' };
    const change = (uid: string, work: () => Promise<unknown>) =>
      failureOf(house.one.passwordTries.attempt(uid, { ...caller, subscriberUid: uid }, work));
    for (let i = 0; i < LOCK_AFTER; i += 1)
      expect(await change('940', () => Promise.reject(wrong))).toBe(wrong.message);
    expect(await change('940', () => Promise.resolve())).toBe('too_many_requests');
    expect(await change('950', () => Promise.resolve())).toBe('no failure');
    expect(await house.auditKinds()).toEqual(['password_change_locked']);
  });
});
