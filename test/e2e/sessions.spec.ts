import { randomUUID } from 'node:crypto';
import type { ApiResponse } from '../contract/recording-client';
import { CuttableLink } from '../support/cuttable-link';
import { eventually } from '../support/control';
import { freshDatabaseUrl } from '../support/database';
import { World } from '../support/world';

const FLOOR_MS = 400;
const TRIES_PER_LOGIN = 5;
const TRIES_PER_ADDRESS = 9;
const LOCK_AFTER = 3;
/** A timer may fire within the millisecond before. */
const TIMER_SLACK_MS = 2;
/** What two medians may differ by on a machine that does other things too. */
const NOISE_MS = 100;

interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

interface AuditItem {
  readonly kind: string;
  readonly subscriberUid: string | null;
  readonly sessionId: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

const codeOf = (answer: ApiResponse): string => (answer.body as { code: string }).code;
const withoutTrace = (answer: ApiResponse): object => ({ ...(answer.body as object), traceId: '' });
const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

// Goal: a session ends when it should and not before, guessing is slow wherever it comes to, and nobody learns which logins
// there are. Two replicas share a database; each test calls from an address of its own.
describe('sessions of two replicas', () => {
  let world: World;
  let link: CuttableLink;
  let addresses = 0;
  /** The network address that the present test calls from. */
  let address: string;
  beforeAll(async () => {
    const url = new URL(await freshDatabaseUrl());
    link = await CuttableLink.to(url.hostname, Number(url.port));
    url.port = String(link.port);
    world = await World.start({
      replicas: 2,
      databaseUrl: url.toString(),
      env: {
        TRUSTED_PROXIES: '127.0.0.1/32',
        REFRESH_REUSE_GRACE_SECONDS: '2',
        SIGN_IN_FLOOR_MS: String(FLOOR_MS),
        SIGN_IN_TRIES_PER_LOGIN_PER_MINUTE: String(TRIES_PER_LOGIN),
        SIGN_IN_TRIES_PER_ADDRESS_PER_MINUTE: String(TRIES_PER_ADDRESS),
        SIGN_IN_LOCK_AFTER_FAILURES: String(LOCK_AFTER),
      },
    });
  }, 120_000);
  afterAll(async () => {
    await world.stop();
    await link.close();
  });
  const moveOn = (): void => {
    addresses += 1;
    address = `198.51.100.${String(addresses)}`;
  };
  beforeEach(moveOn);

  const post = (path: string, body: object, replica: number): Promise<ApiResponse> =>
    world.apiOf(replica).request('POST', path, { body, headers: { 'x-forwarded-for': address } });
  const tryToSignIn = (login: string, password: string, replica = 0): Promise<ApiResponse> =>
    post('/v1/sessions', { login, password }, replica);
  const refresh = (refreshToken: string, replica = 0): Promise<ApiResponse> =>
    post('/v1/sessions/refresh', { refreshToken }, replica);
  /** Somebody who has not tried yet. */
  async function somebody(): Promise<{ login: string; password: string; uid: string }> {
    const [made] = await world.billing.subscribers(1);
    return { login: made!.login, password: made!.password, uid: String(made!.uid) };
  }
  async function signIn(): Promise<Tokens> {
    const { login, password } = await somebody();
    const answer = await tryToSignIn(login, password);
    expect(answer.status).toBe(201);
    return answer.body as Tokens;
  }
  const bearer = (accessToken: string) => ({ authorization: `Bearer ${accessToken}` });
  const account = (accessToken: string, replica = 0): Promise<ApiResponse> =>
    world.apiOf(replica).request('GET', '/v1/account', { headers: bearer(accessToken) });
  const signOut = (accessToken: string, replica = 0): Promise<ApiResponse> =>
    world.apiOf(replica).request('DELETE', '/v1/sessions/current', { headers: bearer(accessToken) });
  const claimsOf = (accessToken: string): { readonly sub: string; readonly sid: string } =>
    JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString()) as {
      sub: string;
      sid: string;
    };
  const sessionOf = (accessToken: string): string => claimsOf(accessToken).sid;
  async function audit(query: string): Promise<readonly AuditItem[]> {
    const headers = await world.apiKey('ops');
    const answer = await world.api.request('GET', `/v1/audit-events?${query}`, { headers });
    expect(answer.status).toBe(200);
    return (answer.body as { items: AuditItem[] }).items;
  }
  /** What the audit tells of a session, oldest first. */
  async function kindsOf(accessToken: string): Promise<string[]> {
    const { sub, sid } = claimsOf(accessToken);
    const events = await audit(`subscriberUid=${sub}`);
    return events
      .filter(({ sessionId }) => sessionId === sid)
      .map(({ kind }) => kind)
      .toReversed();
  }

  it('go on at the other replica by new tokens', async () => {
    const first = await signIn();
    const second = (await refresh(first.refreshToken, 1)).body as Tokens;
    expect(second.refreshToken).not.toBe(first.refreshToken);
    expect([sessionOf(second.accessToken), (await account(second.accessToken)).status]).toEqual([
      sessionOf(first.accessToken),
      200,
    ]);
    expect((await refresh(second.refreshToken)).status).toBe(200);
  });

  it('give a lost answer again, and end when a used token turns up later', async () => {
    const first = await signIn();
    const second = (await refresh(first.refreshToken)).body as Tokens;
    expect(((await refresh(first.refreshToken, 1)).body as Tokens).refreshToken).toBe(second.refreshToken);
    const late = await eventually(
      'the grace to be over',
      () => refresh(first.refreshToken, 1),
      ({ status }) => status === 401,
    );
    expect(codeOf(late)).toBe('token_invalid');
    for (const replica of [0, 1])
      expect(codeOf(await account(second.accessToken, replica))).toBe('token_invalid');
    expect(codeOf(await refresh(second.refreshToken))).toBe('token_invalid');
    expect(await kindsOf(first.accessToken)).toEqual(['signed_in', 'refresh_token_reused']);
  });

  it('are refreshed once by many tabs at one time, and go on in all of them', async () => {
    const { accessToken, refreshToken } = await signIn();
    const tabs = await Promise.all(Array.from({ length: 12 }, (_, i) => refresh(refreshToken, i)));
    expect(new Set(tabs.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(tabs.map(({ body }) => (body as Tokens).refreshToken)).size).toBe(1);
    const [row] = await world.rows<{ rotations: number }>(
      'SELECT rotations FROM subscriber_sessions WHERE id = ?',
      [sessionOf(accessToken)],
    );
    expect(row?.rotations).toBe(1);
  });

  it('end by signing out, at both replicas at once; again is no error, and others go on', async () => {
    const [own, other] = [await signIn(), await signIn()];
    expect((await signOut(own.accessToken)).status).toBe(204);
    expect((await signOut(own.accessToken, 1)).status).toBe(204);
    expect(codeOf(await account(own.accessToken, 1))).toBe('token_invalid');
    expect(codeOf(await refresh(own.refreshToken, 1))).toBe('token_invalid');
    expect((await account(other.accessToken, 1)).status).toBe(200);
    expect(await kindsOf(own.accessToken)).toEqual(['signed_in', 'signed_out']);
  });

  it('outlive a restart of every replica', async () => {
    const { accessToken, refreshToken } = await signIn();
    for (const replica of [0, 1]) {
      await world.stopReplica(replica);
      await world.restartReplica(replica);
    }
    expect((await account(accessToken, 1)).status).toBe(200);
    expect((await refresh(refreshToken)).status).toBe(200);
  }, 60_000);

  describe('are not opened', () => {
    it('to more tries of a login than a minute may have, counted over replicas and restarts', async () => {
      const login = `nobody-${randomUUID()}`;
      const byReplica = (replica: number) => tryToSignIn(login, 'guess-word', replica);
      for (let i = 0; i < LOCK_AFTER; i += 1) expect(codeOf(await byReplica(i))).toBe('invalid_credentials');
      for (let i = LOCK_AFTER; i < TRIES_PER_LOGIN; i += 1)
        expect(codeOf(await byReplica(i))).toBe('sign_in_locked');
      moveOn();
      expect(codeOf(await byReplica(0))).toBe('too_many_requests');
      await world.killReplica(1);
      await world.restartReplica(1);
      const answer = await byReplica(1);
      expect(codeOf(answer)).toBe('too_many_requests');
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    }, 60_000);

    it('to more tries from one address than a minute may have, whatever the login', async () => {
      for (let i = 0; i < TRIES_PER_ADDRESS; i += 1)
        expect(codeOf(await tryToSignIn(`nobody-${randomUUID()}`, 'guess-word', i))).toBe(
          'invalid_credentials',
        );
      const { login, password } = await somebody();
      for (const replica of [0, 1])
        expect(codeOf(await tryToSignIn(login, password, replica))).toBe('too_many_requests');
      moveOn();
      expect((await tryToSignIn(login, password, 1)).status).toBe(201);
    });

    it('to a locked login, alike whether it exists, and billing is not asked', async () => {
      const { login, password } = await somebody();
      const logins = [login, `nobody-${randomUUID()}`];
      for (const each of logins)
        for (let i = 0; i < LOCK_AFTER; i += 1)
          expect(codeOf(await tryToSignIn(each, 'guess-word', i))).toBe('invalid_credentials');
      moveOn();
      const { ClientLogin: asked } = await world.billing.calls();
      const locked = [await tryToSignIn(login, password, 1), await tryToSignIn(logins[1]!, password)];
      expect(locked.map(codeOf)).toEqual(['sign_in_locked', 'sign_in_locked']);
      expect(withoutTrace(locked[0]!)).toEqual(withoutTrace(locked[1]!));
      expect(locked.map(({ headers }) => Number(headers['retry-after']) > 60)).toEqual([true, true]);
      expect((await world.billing.calls())['ClientLogin']).toBe(asked);
      const events = await audit('kind=sign_in_locked');
      expect(events.slice(0, 2).map(({ details }) => details['locked'])).toEqual(['login', 'login']);
    });

    it('with an answer or at a time that tells whether there is such a login', async () => {
      const subscribers = await world.billing.subscribers(9);
      const took = { existing: [] as number[], unknown: [] as number[] };
      const bodies = new Set<string>();
      const measure = async (kind: keyof typeof took, login: string): Promise<void> => {
        const startedAt = performance.now();
        const answer = await tryToSignIn(login, 'guess-word');
        took[kind].push(performance.now() - startedAt);
        expect(answer.status).toBe(401);
        bodies.add(JSON.stringify(withoutTrace(answer)));
      };
      for (const { login } of subscribers) {
        moveOn();
        await measure('existing', login);
        await measure('unknown', `nobody-${randomUUID()}`);
      }
      expect(bodies.size).toBe(1);
      const all = [...took.existing, ...took.unknown];
      expect(Math.min(...all)).toBeGreaterThanOrEqual(FLOOR_MS - TIMER_SLACK_MS);
      expect(Math.abs(median(took.existing) - median(took.unknown))).toBeLessThan(NOISE_MS);
    }, 60_000);

    it('while the database is away, and are when it is back', async () => {
      const { login, password } = await somebody();
      link.cut();
      const closed = await tryToSignIn(login, password);
      expect([closed.status, codeOf(closed)]).toEqual([503, 'service_unavailable']);
      link.mend();
      const open = await eventually(
        'the door to open',
        () => tryToSignIn(login, password, 1),
        ({ status }) => status !== 503,
      );
      expect(open.status).toBe(201);
    }, 60_000);
  });

  describe('are told of to operators', () => {
    it('by kind and time, page by page', async () => {
      const { sub: uid } = claimsOf((await signIn()).accessToken);
      const headers = await world.apiKey('ops');
      const since = new Date(Date.now() - 600_000).toISOString();
      const page = await world.api.request(
        'GET',
        `/v1/audit-events?kind=signed_in&subscriberUid=${uid}&from=${since}&limit=1`,
        { headers },
      );
      expect(page.body).toMatchObject({
        items: [{ kind: 'signed_in', subscriberUid: uid, keyName: null, address }],
      });
    });

    it('and to nobody else', async () => {
      const { accessToken } = await signIn();
      for (const headers of [bearer(accessToken), await world.apiKey('finance'), {}])
        expect([401, 403]).toContain(
          (await world.api.request('GET', '/v1/audit-events', { headers })).status,
        );
    });
  });

  it('leave no password, token or wrong login in the database or the log', async () => {
    const login = `secret-login-${randomUUID()}`;
    const password = `secret-word-${randomUUID()}`;
    await tryToSignIn(login, password);
    const first = await signIn();
    const second = (await refresh(first.refreshToken)).body as Tokens;
    const log = await world.log();
    const rows = await Promise.all(
      ['subscriber_sessions', 'rate_limits', 'audit_events'].map((table) =>
        world.rows(`SELECT * FROM ${table}`),
      ),
    );
    const everything = `${log}${JSON.stringify(rows)}`;
    const secrets = [first, second].flatMap(({ accessToken, refreshToken }) => [
      accessToken,
      accessToken.split('.')[2]!,
      refreshToken.slice(-43),
    ]);
    for (const secret of [login, password, ...secrets])
      expect(everything.includes(secret) ? secret : 'not found').toBe('not found');
    expect(log).not.toContain(address);
  });
});
