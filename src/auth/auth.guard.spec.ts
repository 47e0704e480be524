import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { JwtService } from '@nestjs/jwt';
import type { DataSource } from 'typeorm';
import { FakeClock, SeededRandom, SequentialIds } from '../../test/support/fakes';
import { Problem } from '../shared/problem/problem';
import { AllowedFor, EvenAfterSignOut, type WithPrincipal } from './access';
import { ApiKeys } from './api-keys';
import { AuthGuard } from './auth.guard';
import { AuthProblems } from './auth-problems';
import type { ApiKeyScope } from './principal';
import type { SubscriberSessions } from './subscriber-sessions';
import { Tokens, type SessionHolder } from './tokens';

class Routes {
  undecorated = (): void => undefined;
  forAll = (): void => undefined;
  forSubscribers = (): void => undefined;
  forOps = (): void => undefined;
  forFinanceAndSubscribers = (): void => undefined;
  forLeaving = (): void => undefined;
}
const routes = new Routes();
AllowedFor('public')(routes.forAll);
AllowedFor('subscriber')(routes.forSubscribers);
AllowedFor('ops')(routes.forOps);
AllowedFor('finance', 'subscriber')(routes.forFinanceAndSubscribers);
AllowedFor('subscriber')(routes.forLeaving);
EvenAfterSignOut()(routes.forLeaving);

@AllowedFor('subscriber')
class SubscribersController {
  inherits = (): void => undefined;
  forOps = (): void => undefined;
}
const controller = new SubscribersController();
AllowedFor('ops')(controller.forOps);

/** The table of keys, as far as ApiKeys speaks to it. */
function keyTable(): DataSource {
  const rows: Record<string, unknown>[] = [];
  const query = (text: string, values: unknown[] = []): Promise<unknown> => {
    if (text.startsWith('INSERT')) {
      const [id, name, secret_hash, scopes, created_at] = values;
      rows.push({ id, name, secret_hash, scopes, created_at, revoked_at: null });
      return Promise.resolve({});
    }
    if (text.startsWith('SELECT')) return Promise.resolve(rows.filter(({ id }) => id === values[0]));
    const row = rows.find(({ id }) => id === values[1]);
    if (row) row['revoked_at'] = values[0];
    return Promise.resolve({ affectedRows: row ? 1 : 0 });
  };
  return { query } as unknown as DataSource;
}

const SESSION = '019abcde-0000-7000-8000-000000000001';
/** The session that is good; the others are over. */
const good = new Set<string>();
const sessions = {
  prove: ({ sessionId }: SessionHolder) =>
    good.has(sessionId) ? Promise.resolve() : Promise.reject(new Problem(AuthProblems.tokenInvalid)),
} as unknown as SubscriberSessions;

let clock: FakeClock;
let tokens: Tokens;
let apiKeys: ApiKeys;
let guard: AuthGuard;
beforeEach(() => {
  clock = new FakeClock();
  const jwt = new JwtService({ secret: 'a secret of at least thirty-two characters' });
  tokens = new Tokens(jwt, 900, clock);
  good.clear();
  good.add(SESSION);
  apiKeys = new ApiKeys(keyTable(), clock, new SequentialIds(clock), new SeededRandom(3));
  guard = new AuthGuard(new Reflector(), tokens, sessions, apiKeys);
});

type Headers = Readonly<Record<string, string | string[]>>;

/** What the guard lets in: the principal, `anyone`, or the code of the problem. */
async function enter(handler: () => void, headers: Headers = {}, target: unknown = Routes): Promise<unknown> {
  const request: WithPrincipal & { headers: Headers } = { headers };
  const context = {
    getHandler: () => handler,
    getClass: () => target,
    switchToHttp: () => ({ getRequest: () => request }),
  } as unknown as ExecutionContext;
  try {
    expect(await guard.canActivate(context)).toBe(true);
    return request.principal ?? 'anyone';
  } catch (error) {
    expect(request.principal).toBeUndefined();
    return (error as Error).message;
  }
}
const tokenOf = (uid: string): string =>
  tokens.pairFor({ id: SESSION, uid, refreshToken: 'rt_x', refreshUntil: clock.after(86_400_000) })
    .accessToken;
const bearer = (token = tokenOf('940')): Headers => ({ authorization: `Bearer ${token}` });
const key = async (...scopes: ApiKeyScope[]): Promise<Headers> => ({
  'x-api-key': (await apiKeys.create('robot', scopes)).text,
});
const subscriber = { kind: 'subscriber', uid: '940' } as const;
const byToken = { ...subscriber, via: 'token', sessionId: SESSION, keyName: null };

describe('a route that nobody opened', () => {
  it('is closed to everyone', async () => {
    expect(await enter(routes.undecorated)).toBe('unauthenticated');
    expect(await enter(routes.undecorated, bearer())).toBe('insufficient_scope');
    const all = { ...(await key('ops', 'finance', 'cabinet')), 'x-subscriber-uid': '940' };
    expect(await enter(routes.undecorated, all)).toBe('insufficient_scope');
  });
});

describe('a public route', () => {
  it('is open, and cares for no credentials, however wrong', async () => {
    expect(await enter(routes.forAll)).toBe('anyone');
    expect(await enter(routes.forAll, { authorization: 'Bearer wrong', 'x-api-key': 'wrong' })).toBe(
      'anyone',
    );
  });
});

describe('a subscriber', () => {
  it('gets in by an access token, as the one it names', async () => {
    expect(await enter(routes.forSubscribers, bearer())).toEqual(byToken);
  });

  it('cannot name another uid beside the token', async () => {
    const headers = { ...bearer(), 'x-subscriber-uid': '950' };
    expect(await enter(routes.forSubscribers, headers)).toEqual(byToken);
  });

  it('does not get in by a refresh token, nor by one that has expired', async () => {
    const token = tokenOf('940');
    expect(await enter(routes.forSubscribers, bearer(`rt_${'0'.repeat(32)}_${'A'.repeat(43)}`))).toBe(
      'token_invalid',
    );
    await clock.advance(900_000);
    expect(await enter(routes.forSubscribers, bearer(token))).toBe('token_expired');
  });

  it('does not get in by a session that is over, but may leave it once more', async () => {
    good.clear();
    expect(await enter(routes.forSubscribers, bearer())).toBe('token_invalid');
    expect(await enter(routes.forOps, bearer())).toBe('token_invalid');
    expect(await enter(routes.forLeaving, bearer())).toEqual(byToken);
    expect(await enter(routes.forLeaving, bearer('x.y.z'))).toBe('token_invalid');
  });

  it('has no way into the routes of staff', async () => {
    expect(await enter(routes.forOps, bearer())).toBe('insufficient_scope');
  });

  it.each(['', 'Bearer', 'Bearer ', 'Basic OTQwOmRlbW8=', 'Bearer a b', 'Token x'])(
    'is asked to sign in when the header says %p',
    async (authorization) => {
      expect(await enter(routes.forSubscribers, { authorization })).toBe('unauthenticated');
    },
  );
});

describe('a key of the cabinet’s backend', () => {
  it('stands for the subscriber whom it names', async () => {
    const headers = { ...(await key('cabinet')), 'x-subscriber-uid': '940' };
    expect(await enter(routes.forSubscribers, headers)).toEqual({
      ...subscriber,
      via: 'cabinet_key',
      sessionId: null,
      keyName: 'robot',
    });
  });

  it('must name one', async () => {
    expect(await enter(routes.forSubscribers, await key('cabinet'))).toBe('subscriber_uid_missing');
  });

  it.each(['', '0', '-1', '940x', ' 940', '940,950', '1'.repeat(20), ['940', '950']])(
    'must name one only and rightly, not %p',
    async (uid) => {
      const headers = { ...(await key('cabinet')), 'x-subscriber-uid': uid };
      expect(await enter(routes.forSubscribers, headers)).toBe('subscriber_uid_missing');
    },
  );

  it('opens no route of staff', async () => {
    const headers = { ...(await key('cabinet')), 'x-subscriber-uid': '940' };
    expect(await enter(routes.forOps, headers)).toBe('insufficient_scope');
  });
});

describe('a key of staff', () => {
  it('opens the routes of its scope, under its name', async () => {
    const staff = { kind: 'staff', keyName: 'robot', scope: 'ops' };
    expect(await enter(routes.forOps, await key('ops'))).toEqual(staff);
    expect(await enter(routes.forOps, await key('finance', 'ops'))).toEqual(staff);
  });

  it('opens no other', async () => {
    expect(await enter(routes.forOps, await key('finance'))).toBe('insufficient_scope');
  });

  it('cannot act for a subscriber, though it names one', async () => {
    const headers = { ...(await key('ops', 'finance')), 'x-subscriber-uid': '940' };
    expect(await enter(routes.forSubscribers, headers)).toBe('insufficient_scope');
  });

  it('is staff where both staff and subscribers may enter', async () => {
    const headers = { ...(await key('finance', 'cabinet')), 'x-subscriber-uid': '940' };
    expect(await enter(routes.forFinanceAndSubscribers, headers)).toMatchObject({ kind: 'staff' });
    expect(await enter(routes.forFinanceAndSubscribers, bearer())).toMatchObject({ kind: 'subscriber' });
  });

  it('is refused when it is revoked, changed, unknown or no key, and a token beside it does not help', async () => {
    const { key: made, text } = await apiKeys.create('robot', ['ops']);
    const changed = text.slice(0, -1) + (text.endsWith('A') ? 'B' : 'A');
    const unknown = text.replace(/^ba_.{4}/, 'ba_ffff');
    for (const wrong of [changed, unknown, `${text} `, '', 'nonsense', [text, text]])
      expect(await enter(routes.forOps, { ...bearer(), 'x-api-key': wrong })).toBe('unauthenticated');
    expect(await enter(routes.forOps, { 'x-api-key': text })).toMatchObject({ kind: 'staff' });
    await apiKeys.revoke(made.id);
    expect(await enter(routes.forOps, { 'x-api-key': text })).toBe('unauthenticated');
  });
});

describe('a controller', () => {
  it('opens its routes, and a route’s own word counts before it', async () => {
    expect(await enter(controller.inherits, bearer(), SubscribersController)).toMatchObject(subscriber);
    expect(await enter(controller.forOps, bearer(), SubscribersController)).toBe('insufficient_scope');
    expect(await enter(controller.forOps, await key('ops'), SubscribersController)).toMatchObject({
      kind: 'staff',
    });
  });
});
