import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { JwtModule, JwtService } from '@nestjs/jwt';
import { ScheduleModule, SchedulerRegistry } from '@nestjs/schedule';
import { DataSource } from 'typeorm';
import { Audit } from '../audit/audit';
import { ApiKeys } from '../auth/api-keys';
import { AuthGuard } from '../auth/auth.guard';
import { DatabaseThrottling } from '../auth/database-throttling';
import { FailureLock } from '../auth/failure-lock';
import { Housekeeping } from '../auth/housekeeping';
import { KeyedHash } from '../auth/keyed-hash';
import { PasswordTries } from '../auth/password-tries';
import { RateLimits } from '../auth/rate-limits';
import { SessionRefresh } from '../auth/session-refresh';
import { SignIn } from '../auth/sign-in';
import { limitsOf, RECOVERY_LIMITS, SIGN_IN_LIMITS } from '../auth/sign-in-limit';
import { SignInTries } from '../auth/sign-in-tries';
import { SignOut } from '../auth/sign-out';
import { SqlUnits } from '../database/sql-units';
import { SubscriberSessions } from '../auth/subscriber-sessions';
import { Tokens } from '../auth/tokens';
import { CabinetPort } from '../billing/cabinet.port';
import { UpstreamSessions } from '../billing/upstream-sessions.port';
import type { Settings } from '../config/settings';
import { Clock } from '../shared/clock';
import { Ids } from '../shared/ids';
import { Random } from '../shared/random';
import { SETTINGS_IN_FORCE } from './ground.module';
import { RepeatedWorks } from './repeated-works';
import { SESSION_TOOLS, sessionTools } from './session-tools';

const WORKS = Symbol('AuthWorks');
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const HOUSEKEEPING_MS = 60_000;

/** Who may do what: keys, sessions and their limits, and the audit of it. */
@Global()
@Module({
  imports: [
    ScheduleModule.forRoot(),
    JwtModule.registerAsync({
      useFactory: (settings: Settings) => ({ secret: settings.JWT_SECRET }),
      inject: [SETTINGS_IN_FORCE],
    }),
  ],
  providers: [
    {
      provide: SqlUnits,
      useFactory: (dataSource: DataSource, clock: Clock, random: Random) =>
        new SqlUnits(dataSource, clock, random),
      inject: [DataSource, Clock, Random],
    },
    {
      provide: KeyedHash,
      useFactory: (settings: Settings) => new KeyedHash(settings.JWT_SECRET),
      inject: [SETTINGS_IN_FORCE],
    },
    {
      provide: Audit,
      useFactory: (units: SqlUnits, clock: Clock, ids: Ids) => new Audit(units, clock, ids),
      inject: [SqlUnits, Clock, Ids],
    },
    {
      provide: Tokens,
      useFactory: (jwt: JwtService, settings: Settings, clock: Clock) =>
        new Tokens(jwt, settings.ACCESS_TOKEN_SECONDS, clock),
      inject: [JwtService, SETTINGS_IN_FORCE, Clock],
    },
    {
      provide: ApiKeys,
      useFactory: (dataSource: DataSource, clock: Clock, ids: Ids, random: Random) =>
        new ApiKeys(dataSource, clock, ids, random),
      inject: [DataSource, Clock, Ids, Random],
    },
    {
      provide: SESSION_TOOLS,
      useFactory: sessionTools,
      inject: [SETTINGS_IN_FORCE, SqlUnits, Audit, Clock, Ids, Random],
    },
    {
      provide: SubscriberSessions,
      useFactory: (tools: ReturnType<typeof sessionTools>) => new SubscriberSessions(tools),
      inject: [SESSION_TOOLS],
    },
    {
      provide: UpstreamSessions,
      useFactory: (sessions: SubscriberSessions): UpstreamSessions => ({
        load: (sessionId) => sessions.loadUpstreamSession(sessionId),
        save: (sessionId, upstreamSession) => sessions.saveUpstreamSession(sessionId, upstreamSession),
      }),
      inject: [SubscriberSessions],
    },
    {
      provide: SessionRefresh,
      useFactory: (sessions: SubscriberSessions, tools: ReturnType<typeof sessionTools>) =>
        new SessionRefresh(sessions, tools),
      inject: [SubscriberSessions, SESSION_TOOLS],
    },
    {
      provide: RateLimits,
      useFactory: (units: SqlUnits, hash: KeyedHash, clock: Clock) => new RateLimits(units, hash, clock),
      inject: [SqlUnits, KeyedHash, Clock],
    },
    {
      provide: DatabaseThrottling,
      useFactory: (limits: RateLimits) => new DatabaseThrottling(limits),
      inject: [RateLimits],
    },
    {
      provide: SIGN_IN_LIMITS,
      useFactory: (settings: Settings) =>
        limitsOf({
          perLogin: settings.SIGN_IN_TRIES_PER_LOGIN_PER_MINUTE,
          perAddress: settings.SIGN_IN_TRIES_PER_ADDRESS_PER_MINUTE,
          windowMs: MINUTE_MS,
        }),
      inject: [SETTINGS_IN_FORCE],
    },
    {
      provide: RECOVERY_LIMITS,
      useFactory: (settings: Settings) =>
        limitsOf({
          perLogin: settings.RECOVERY_TRIES_PER_LOGIN_PER_HOUR,
          perAddress: settings.RECOVERY_TRIES_PER_ADDRESS_PER_HOUR,
          windowMs: HOUR_MS,
        }),
      inject: [SETTINGS_IN_FORCE],
    },
    {
      provide: FailureLock,
      useFactory: (limits: RateLimits, settings: Settings) =>
        new FailureLock(limits, { windowMs: HOUR_MS, lockMs: settings.SIGN_IN_LOCK_MINUTES * MINUTE_MS }),
      inject: [RateLimits, SETTINGS_IN_FORCE],
    },
    {
      provide: SignInTries,
      useFactory: (lock: FailureLock, settings: Settings, audit: Audit, hash: KeyedHash) =>
        new SignInTries(lock, settings.SIGN_IN_LOCK_AFTER_FAILURES, audit, hash),
      inject: [FailureLock, SETTINGS_IN_FORCE, Audit, KeyedHash],
    },
    {
      provide: PasswordTries,
      useFactory: (lock: FailureLock, settings: Settings, audit: Audit) =>
        new PasswordTries(lock, settings.SIGN_IN_LOCK_AFTER_FAILURES, audit),
      inject: [FailureLock, SETTINGS_IN_FORCE, Audit],
    },
    {
      provide: SignIn,
      useFactory: (
        cabinet: CabinetPort,
        tries: SignInTries,
        sessions: SubscriberSessions,
        tokens: Tokens,
        audit: Audit,
        hash: KeyedHash,
        clock: Clock,
        settings: Settings,
      ) => new SignIn({ cabinet, tries, sessions, tokens, audit, hash, clock }, settings.SIGN_IN_FLOOR_MS),
      inject: [
        CabinetPort,
        SignInTries,
        SubscriberSessions,
        Tokens,
        Audit,
        KeyedHash,
        Clock,
        SETTINGS_IN_FORCE,
      ],
    },
    {
      provide: SignOut,
      useFactory: (cabinet: CabinetPort, sessions: SubscriberSessions, clock: Clock) =>
        new SignOut(cabinet, sessions, clock),
      inject: [CabinetPort, SubscriberSessions, Clock],
    },
    {
      provide: WORKS,
      useFactory: (
        scheduler: SchedulerRegistry,
        settings: Settings,
        sessions: SubscriberSessions,
        limits: RateLimits,
      ) => {
        const keeping = new Housekeeping(sessions, limits);
        const plan = {
          name: 'auth-housekeeping',
          intervalMs: HOUSEKEEPING_MS,
          work: (isStopped: () => boolean) => keeping.run(isStopped),
        };
        return new RepeatedWorks(scheduler, settings.ROLES.includes('worker') ? [plan] : []);
      },
      inject: [SchedulerRegistry, SETTINGS_IN_FORCE, SubscriberSessions, RateLimits],
    },
    { provide: APP_GUARD, useClass: AuthGuard },
  ],
  exports: [
    ApiKeys,
    Audit,
    DatabaseThrottling,
    KeyedHash,
    PasswordTries,
    RECOVERY_LIMITS,
    SessionRefresh,
    SIGN_IN_LIMITS,
    SignIn,
    SignOut,
    SqlUnits,
    SubscriberSessions,
    Tokens,
    UpstreamSessions,
  ],
})
export class AuthModule {}
