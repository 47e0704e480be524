import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { AcquirerPort } from '../acquiring/acquirer.port';
import { AuditController } from '../audit/audit.controller';
import { ForeignAgreements } from '../audit/foreign-agreements.interceptor';
import { SessionsController } from '../auth/sessions.controller';
import { BillingPort } from '../billing/billing.port';
import type { Settings } from '../config/settings';
import { BankStatuses } from '../ledger/bank-statuses';
import { Inbox } from '../ledger/inbox';
import { LedgerStore } from '../ledger/ledger-store.port';
import { Orders } from '../ledger/orders';
import { KeptRefusals } from '../notifications/kept-refusals';
import { NotificationsController } from '../notifications/notifications.controller';
import { ReceiveNotification } from '../notifications/receive-notification';
import { SourceNetworks } from '../notifications/source-networks';
import { Metrics } from '../operations/metrics';
import { CancelPayment } from '../payments/cancel-payment';
import { CreatePayment } from '../payments/create-payment';
import { PaymentsController } from '../payments/payments.controller';
import { ReadPayment } from '../payments/read-payment';
import { ReturnAddresses } from '../payments/return-addresses';
import { PostingsController } from '../posting/postings.controller';
import { QuarantinesController } from '../quarantine/quarantines.controller';
import { Clock } from '../shared/clock';
import { RefreshController } from '../unconfirmed/refresh.controller';
import { AskBankModule } from './ask-bank.module';
import { CabinetModule } from './cabinet.module';
import { ClosingModule } from './closing.module';
import { FinancePageModule } from './finance-page.module';
import { SETTINGS_IN_FORCE } from './ground.module';
import { SuspenseModule } from './suspense.module';
import { PayoutsModule } from './payouts.module';
import { ReconciliationModule } from './reconciliation.module';
import { RegistriesModule } from './registries.module';
import { ReportsModule } from './reports.module';

/** An answer to a new order may come this long after its time-out: the request may still be on its way. */
const ACQUIRER_PATIENCE_FACTOR = 2;

/** The rooms that answer requests. */
@Module({
  imports: [
    AskBankModule,
    CabinetModule,
    ClosingModule,
    FinancePageModule,
    PayoutsModule,
    ReconciliationModule,
    RegistriesModule,
    ReportsModule,
    SuspenseModule,
  ],
  controllers: [
    SessionsController,
    AuditController,
    PaymentsController,
    NotificationsController,
    PostingsController,
    QuarantinesController,
    RefreshController,
  ],
  providers: [
    { provide: APP_INTERCEPTOR, useClass: ForeignAgreements },
    {
      provide: ReadPayment,
      useFactory: (store: LedgerStore, clock: Clock) => new ReadPayment(store, clock),
      inject: [LedgerStore, Clock],
    },
    {
      provide: CreatePayment,
      useFactory: (
        orders: Orders,
        acquirer: AcquirerPort,
        billing: BillingPort,
        settings: Settings,
        clock: Clock,
      ) =>
        new CreatePayment(
          orders,
          acquirer,
          billing,
          new ReturnAddresses(settings.RETURN_URL_ORIGINS, settings.DEFAULT_RETURN_URL ?? null),
          {
            minKopecks: settings.PAYMENT_MIN_KOPECKS,
            maxKopecks: settings.PAYMENT_MAX_KOPECKS,
            lifetimeMs: settings.PAYMENT_LIFETIME_MINUTES * 60_000,
            acquirerPatienceMs: settings.TINKOFF_TIMEOUT_MS * ACQUIRER_PATIENCE_FACTOR,
          },
          clock,
        ),
      inject: [Orders, AcquirerPort, BillingPort, SETTINGS_IN_FORCE, Clock],
    },
    {
      provide: CancelPayment,
      useFactory: (
        readPayment: ReadPayment,
        acquirer: AcquirerPort,
        bankStatuses: BankStatuses,
        orders: Orders,
      ) => new CancelPayment(readPayment, acquirer, bankStatuses, orders),
      inject: [ReadPayment, AcquirerPort, BankStatuses, Orders],
    },
    {
      provide: ReceiveNotification,
      useFactory: (
        acquirer: AcquirerPort,
        inbox: Inbox,
        metrics: Metrics,
        clock: Clock,
        settings: Settings,
      ) =>
        new ReceiveNotification(
          acquirer,
          inbox,
          (outcome, durationMs, refusal) => metrics.notification(outcome, durationMs, refusal),
          new KeptRefusals(clock, settings.NOTIFICATIONS_REFUSED_PER_MINUTE),
        ),
      inject: [AcquirerPort, Inbox, Metrics, Clock, SETTINGS_IN_FORCE],
    },
    {
      provide: SourceNetworks,
      useFactory: (settings: Settings) => new SourceNetworks(settings.TINKOFF_NOTIFICATION_NETWORKS),
      inject: [SETTINGS_IN_FORCE],
    },
  ],
})
export class ApiModule {}
