import { Logger } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import type { DataSource } from 'typeorm';
import { Audit } from '../../src/audit/audit';
import { FailureLock } from '../../src/auth/failure-lock';
import { KeyedHash } from '../../src/auth/keyed-hash';
import { PasswordTries } from '../../src/auth/password-tries';
import { RateLimits } from '../../src/auth/rate-limits';
import { RefreshTokens } from '../../src/auth/refresh-tokens';
import { SessionRefresh } from '../../src/auth/session-refresh';
import type { SessionTools } from '../../src/auth/session-tools';
import { SignInTries } from '../../src/auth/sign-in-tries';
import { SqlUnits } from '../../src/database/sql-units';
import { SubscriberSessions } from '../../src/auth/subscriber-sessions';
import { Tokens } from '../../src/auth/tokens';
import { UpstreamSeal } from '../../src/auth/upstream-seal';
import type { Clock } from '../../src/shared/clock';
import type { Ids } from '../../src/shared/ids';
import { FakeClock, SeededRandom, SequentialIds } from './fakes';

export const SECRET = 'a secret of at least thirty-two characters';
export const LOCK_AFTER = 3;
export const LOCK_MS = 900_000;

/** One replica's part of signing in, over a database that others may share. */
export class AuthReplica {
  readonly random: SeededRandom;
  readonly units: SqlUnits;
  readonly audit: Audit;
  readonly hash = new KeyedHash(SECRET);
  readonly limits: RateLimits;
  readonly lock: FailureLock;
  readonly signInTries: SignInTries;
  readonly passwordTries: PasswordTries;
  readonly sessionTools: SessionTools;
  readonly sessions: SubscriberSessions;
  readonly refreshing: SessionRefresh;
  readonly tokens: Tokens;

  constructor(
    dataSource: DataSource,
    clock: Clock,
    readonly ids: Ids,
    seed: number,
  ) {
    const random = new SeededRandom(seed);
    this.random = random;
    this.units = new SqlUnits(dataSource, clock, random);
    this.audit = new Audit(this.units, clock, this.ids);
    this.limits = new RateLimits(this.units, this.hash, clock);
    this.lock = new FailureLock(this.limits, { windowMs: 3_600_000, lockMs: LOCK_MS });
    this.signInTries = new SignInTries(this.lock, LOCK_AFTER, this.audit, this.hash);
    this.passwordTries = new PasswordTries(this.lock, LOCK_AFTER, this.audit);
    this.sessionTools = {
      units: this.units,
      tokens: new RefreshTokens(SECRET),
      seal: new UpstreamSeal(SECRET, random),
      audit: this.audit,
      lives: { refreshMs: 3_600_000, sessionMs: 7_200_000, graceMs: 10_000 },
      clock,
      ids: this.ids,
      random,
    };
    this.sessions = new SubscriberSessions(this.sessionTools);
    this.refreshing = new SessionRefresh(this.sessions, this.sessionTools);
    this.tokens = new Tokens(new JwtService({ secret: SECRET }), 900, clock);
  }
}

/** Two replicas over one database, in one time that passes only when it is told to. */
export class AuthHouse {
  readonly clock = new FakeClock();
  readonly one: AuthReplica;
  readonly two: AuthReplica;

  constructor(readonly dataSource: DataSource) {
    // One source of ids, so that events sort in their order though no time passes between them.
    const ids = new SequentialIds(this.clock);
    this.one = new AuthReplica(dataSource, this.clock, ids, 1);
    this.two = new AuthReplica(dataSource, this.clock, ids, 2);
    Logger.overrideLogger(false);
  }

  static async empty(dataSource: DataSource): Promise<AuthHouse> {
    for (const table of ['subscriber_sessions', 'rate_limits', 'audit_events'])
      await dataSource.query(`DELETE FROM ${table}`);
    return new AuthHouse(dataSource);
  }

  rows<T>(sql: string, values: readonly unknown[] = []): Promise<T[]> {
    return this.dataSource.query<T[]>(sql, [...values]);
  }

  /** The kinds of the events that were kept, oldest first. */
  async auditKinds(): Promise<string[]> {
    return (await this.rows<{ kind: string }>('SELECT kind FROM audit_events ORDER BY id')).map(
      ({ kind }) => kind,
    );
  }
}

/** The code of the problem, or the message of the error, that a promise ends in. */
export async function failureOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'no failure',
    (error: unknown) => (error as Error).message,
  );
}
