import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AccountController } from '../accounts/account.controller';
import { ChangePassword } from '../accounts/change-password';
import { PasswordController } from '../accounts/password.controller';
import { RecoverPassword } from '../accounts/recover-password';
import { ServicesController } from '../accounts/services.controller';
import { Audit } from '../audit/audit';
import { KeyedHash } from '../auth/keyed-hash';
import { PasswordTries } from '../auth/password-tries';
import { SubscriberSessions } from '../auth/subscriber-sessions';
import { BalanceController } from '../balances/balance.controller';
import { PromiseAttempts } from '../balances/promise-attempts';
import { PromisedPaymentController } from '../balances/promised-payment.controller';
import { TakePromisedPayment } from '../balances/take-promised-payment';
import { CabinetPort } from '../billing/cabinet.port';
import { CabinetReads } from '../billing/cabinet-reads';
import type { Settings } from '../config/settings';
import { LedgerStore } from '../ledger/ledger-store.port';
import { HistoryController } from '../payments/history/history.controller';
import { ReadHistory } from '../payments/history/read-history';
import { BusinessDays } from '../shared/business-days';
import { Clock } from '../shared/clock';
import { Ids } from '../shared/ids';
import { Random } from '../shared/random';
import { SETTINGS_IN_FORCE } from './ground.module';

/** Taking a promised payment is several calls one after another; a sent one may outlast its time-out. */
const CALLS_OF_A_PROMISE = 4;
/** A mail that billing sends takes longer than refusing a login. */
const RECOVERY_FLOOR_MS = 1_000;

/** What a subscriber sees and does beside paying. */
@Module({
  controllers: [
    AccountController,
    PasswordController,
    ServicesController,
    BalanceController,
    PromisedPaymentController,
    HistoryController,
  ],
  providers: [
    {
      provide: BusinessDays,
      useFactory: (settings: Settings) => new BusinessDays(settings.BUSINESS_TIME_ZONE),
      inject: [SETTINGS_IN_FORCE],
    },
    {
      provide: ChangePassword,
      useFactory: (cabinet: CabinetPort, tries: PasswordTries, sessions: SubscriberSessions, audit: Audit) =>
        new ChangePassword({ cabinet, tries, sessions, audit }),
      inject: [CabinetPort, PasswordTries, SubscriberSessions, Audit],
    },
    {
      provide: RecoverPassword,
      useFactory: (cabinet: CabinetPort, audit: Audit, hash: KeyedHash, clock: Clock) =>
        new RecoverPassword({ cabinet, audit, hash, clock }, RECOVERY_FLOOR_MS),
      inject: [CabinetPort, Audit, KeyedHash, Clock],
    },
    {
      provide: PromiseAttempts,
      useFactory: (dataSource: DataSource, clock: Clock, ids: Ids, random: Random, settings: Settings) => {
        const longestCallMs = Math.max(settings.LANBILLING_TIMEOUT_MS, settings.LBWEB_CLIENT_TIMEOUT_MS);
        return new PromiseAttempts(dataSource, clock, ids, random, longestCallMs * CALLS_OF_A_PROMISE);
      },
      inject: [DataSource, Clock, Ids, Random, SETTINGS_IN_FORCE],
    },
    {
      provide: TakePromisedPayment,
      useFactory: (cabinet: CabinetPort, attempts: PromiseAttempts) =>
        new TakePromisedPayment(cabinet, attempts),
      inject: [CabinetPort, PromiseAttempts],
    },
    {
      provide: ReadHistory,
      useFactory: (reads: CabinetReads, store: LedgerStore, days: BusinessDays) =>
        new ReadHistory(reads, store, days),
      inject: [CabinetReads, LedgerStore, BusinessDays],
    },
  ],
})
export class CabinetModule {}
