import type { DataSource } from 'typeorm';
import { AuthHouse, failureOf } from '../../test/support/auth-house';
import { dropAndClose, freshDataSource } from '../../test/support/database';
import type { ContinuedSession } from './session-tools';

interface StoredRow {
  readonly rotations: number;
  readonly ended_at: Date | null;
  readonly end_reason: string | null;
  readonly upstream_session: string | null;
}

const JAR = '{"cookies":[{"key":"PHPSESSID","value":"very-secret-cookie"}]}';
const ADDRESS = '192.0.2.7';

// Goal: a refresh token is good once, whoever shows a used one ends the session, and nobody who only lost an answer does.
describe('sessions of subscribers in MariaDB', () => {
  let dataSource: DataSource;
  let house: AuthHouse;
  beforeAll(async () => {
    dataSource = await freshDataSource();
  });
  beforeEach(async () => {
    house = await AuthHouse.empty(dataSource);
  });
  afterAll(() => dropAndClose(dataSource));

  const begin = (uid = '940'): Promise<ContinuedSession> =>
    house.one.sessions.begin({ uid, upstreamSession: JAR, address: ADDRESS });
  const refresh = (text: string, replica = house.one): Promise<ContinuedSession> =>
    replica.refreshing.execute(text, ADDRESS);
  const prove = (id: string, uid = '940'): Promise<string> =>
    failureOf(house.two.sessions.prove({ uid, sessionId: id }));
  const stored = async (id: string): Promise<StoredRow> =>
    (await house.rows<StoredRow>('SELECT * FROM subscriber_sessions WHERE id = ?', [id]))[0]!;

  it('are good at every replica, for their own subscriber, from the sign-in on', async () => {
    const { id } = await begin();
    expect(await prove(id)).toBe('no failure');
    expect(await prove(id, '950')).toBe('token_invalid');
    expect(await prove(house.one.ids.next())).toBe('token_invalid');
    expect(await house.auditKinds()).toEqual(['signed_in']);
  });

  it('are not begun without the event of it', async () => {
    const broken = jest.spyOn(house.one.audit, 'write').mockRejectedValue(new Error('no room'));
    expect(await failureOf(begin())).toBe('no room');
    broken.mockRestore();
    expect(await house.rows('SELECT id FROM subscriber_sessions')).toEqual([]);
  });

  it('go on by one refresh token after another, at whatever replica', async () => {
    const first = await begin();
    const second = await refresh(first.refreshToken, house.two);
    const third = await refresh(second.refreshToken);
    expect(new Set([first, second, third].map(({ refreshToken }) => refreshToken)).size).toBe(3);
    expect([second.id, third.uid]).toEqual([first.id, '940']);
    expect((await stored(first.id)).rotations).toBe(2);
  });

  it('give the answer of a refresh again within the grace, and no further token', async () => {
    const { id, refreshToken } = await begin();
    const answer = await refresh(refreshToken);
    await house.clock.advance(9_999);
    expect(await refresh(refreshToken, house.two)).toEqual(answer);
    expect((await stored(id)).rotations).toBe(1);
    expect(await prove(id)).toBe('no failure');
  });

  it.each([['one more time after the grace'], ['once its successor is used too']])(
    'end when a used token is shown %s',
    async (when) => {
      const { id, refreshToken } = await begin();
      const { refreshToken: successor } = await refresh(refreshToken);
      let latest = successor;
      if (when.includes('successor')) latest = (await refresh(successor)).refreshToken;
      else await house.clock.advance(10_000);
      expect(await failureOf(refresh(refreshToken, house.two))).toBe('token_invalid');
      expect(await prove(id)).toBe('token_invalid');
      expect(await failureOf(refresh(latest))).toBe('token_invalid');
      expect(await stored(id)).toMatchObject({
        end_reason: 'refresh_token_reused',
        upstream_session: null,
      });
      expect(await house.auditKinds()).toEqual(['signed_in', 'refresh_token_reused']);
    },
  );

  it('tell of a reuse once, however often the token is shown', async () => {
    const { refreshToken } = await begin();
    await refresh(refreshToken);
    await house.clock.advance(60_000);
    const tries = Array.from({ length: 6 }, (_, i) =>
      failureOf(refresh(refreshToken, [house.one, house.two][i % 2])),
    );
    expect(new Set(await Promise.all(tries))).toEqual(new Set(['token_invalid']));
    expect(await house.auditKinds()).toEqual(['signed_in', 'refresh_token_reused']);
  });

  it('do not end by a token that was made up, though it names them', async () => {
    const { id, refreshToken } = await begin();
    const madeUp = `${refreshToken.slice(0, 36)}${'A'.repeat(43)}`;
    expect(await failureOf(refresh(madeUp))).toBe('token_invalid');
    expect(await failureOf(refresh('nonsense'))).toBe('token_invalid');
    expect(await prove(id)).toBe('no failure');
  });

  it('are refreshed once by twenty tabs and two replicas at one time, and all get one answer', async () => {
    const { id, refreshToken } = await begin();
    const tabs = Array.from({ length: 20 }, (_, i) => refresh(refreshToken, [house.one, house.two][i % 2]));
    const answers = await Promise.all(tabs);
    expect(new Set(answers.map((answer) => answer.refreshToken)).size).toBe(1);
    expect((await stored(id)).rotations).toBe(1);
    await house.clock.advance(20_000);
    expect((await refresh(answers[0]!.refreshToken)).id).toBe(id);
  });

  it('are over when nobody refreshes them, and at their end however often they are', async () => {
    const { id, refreshToken } = await begin();
    await house.clock.advance(3_599_000);
    const { refreshToken: second } = await refresh(refreshToken);
    await house.clock.advance(3_599_000);
    const { refreshToken: third, refreshUntil } = await refresh(second);
    expect(refreshUntil.getTime() - house.clock.now().getTime()).toBe(2_000);
    expect(await prove(id)).toBe('no failure');
    await house.clock.advance(2_000);
    expect(await prove(id)).toBe('token_expired');
    expect(await failureOf(refresh(third))).toBe('token_expired');
    expect(await house.auditKinds()).toEqual(['signed_in']);
  });

  describe('ended', () => {
    const end = (id: string): Promise<boolean> =>
      house.two.sessions.end(id, 'signed_out', { kind: 'signed_out', subscriberUid: '940' });

    it('are good nowhere, once and for all, and told of once', async () => {
      const { id, refreshToken } = await begin();
      expect([await end(id), await end(id)]).toEqual([true, false]);
      expect([await prove(id), await failureOf(refresh(refreshToken))]).toEqual([
        'token_invalid',
        'token_invalid',
      ]);
      expect(await house.auditKinds()).toEqual(['signed_in', 'signed_out']);
    });

    it('by a change of the password are all of the subscriber’s but his own, and nobody else’s', async () => {
      const [own, other, third, strange] = [await begin(), await begin(), await begin(), await begin('950')];
      await end(third.id);
      expect(await house.one.sessions.endOthers('940', own.id)).toBe(1);
      expect(await Promise.all([own, other, third].map(({ id }) => prove(id)))).toEqual([
        'no failure',
        'token_invalid',
        'token_invalid',
      ]);
      expect(await prove(strange.id, '950')).toBe('no failure');
      expect(await house.one.sessions.endOthers('940', null)).toBe(1);
    });
  });

  describe('keep the upstream’s session', () => {
    it('readable for themselves alone, and in no clear word in the database', async () => {
      const { id } = await begin();
      expect(await house.two.sessions.loadUpstreamSession(id)).toBe(JAR);
      const sealed = (await stored(id)).upstream_session!;
      expect(sealed).toMatch(/^v1:[\w-]+$/);
      expect(Buffer.from(sealed.slice(3), 'base64url').toString('latin1')).not.toContain('cookie');
      const other = await begin();
      await house.rows('UPDATE subscriber_sessions SET upstream_session = ? WHERE id = ?', [
        sealed,
        other.id,
      ]);
      expect(await house.one.sessions.loadUpstreamSession(other.id)).toBeNull();
    });

    it('and replace it as long as they are good, and no longer', async () => {
      const { id } = await begin();
      await house.one.sessions.saveUpstreamSession(id, 'second');
      expect(await house.two.sessions.loadUpstreamSession(id)).toBe('second');
      await house.one.sessions.endOthers('940', null);
      await house.one.sessions.saveUpstreamSession(id, 'third');
      expect((await stored(id)).upstream_session).toBeNull();
      expect(await house.two.sessions.loadUpstreamSession(id)).toBeNull();
    });
  });

  it('are removed when their time is over, so many at a time, and none that is good', async () => {
    const old = [await begin(), await begin(), await begin()];
    await house.clock.advance(3_600_001);
    const { id } = await begin();
    expect([await house.one.sessions.prune(2), await house.one.sessions.prune(2)]).toEqual([2, 1]);
    expect(await house.one.sessions.prune(2)).toBe(0);
    expect(await prove(id)).toBe('no failure');
    expect(await failureOf(refresh(old[0]!.refreshToken))).toBe('token_invalid');
  });

  it('leave no token in the database', async () => {
    const { refreshToken } = await begin();
    const { refreshToken: next } = await refresh(refreshToken);
    const tables = await Promise.all(
      ['subscriber_sessions', 'audit_events'].map((table) => house.rows(`SELECT * FROM ${table}`)),
    );
    const text = JSON.stringify(tables);
    for (const token of [refreshToken, next]) expect(text).not.toContain(token.slice(-43));
  });
});
