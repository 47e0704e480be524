import { Module } from '@nestjs/common';
import { ScheduleModule, SchedulerRegistry } from '@nestjs/schedule';
import { DataSource } from 'typeorm';
import { AcquirerPort } from '../acquiring/acquirer.port';
import { BillingPort } from '../billing/billing.port';
import type { Settings } from '../config/settings';
import { SqlUnits } from '../database/sql-units';
import { AdoptedOrders } from '../ledger/adopted-orders';
import { LedgerStore } from '../ledger/ledger-store.port';
import { Transfers } from '../ledger/transfers';
import { Wakeup } from '../ledger/wakeup';
import { QuarantineWatch } from '../quarantine/quarantine-watch';
import { BusinessDays } from '../shared/business-days';
import { Clock } from '../shared/clock';
import { Ids } from '../shared/ids';
import { Random } from '../shared/random';
import { ApproveMove } from '../suspense/approve-move';
import { CaseBook } from '../suspense/case-book';
import { DismissCase } from '../suspense/dismiss-case';
import { FindCases } from '../suspense/find-cases';
import { GatherFacts } from '../suspense/gather-facts';
import { OpenByPerson } from '../suspense/open-by-person';
import { OrdersInBooks } from '../suspense/orders-in-books';
import { ProposeMove } from '../suspense/propose-move';
import { ReadCase } from '../suspense/read-case';
import { SettleCases } from '../suspense/settle-cases';
import type { SuspenseDesk } from '../suspense/suspense-desk';
import { SuspenseController } from '../suspense/suspense.controller';
import { SuspenseWork } from '../suspense/suspense-work';
import { SETTINGS_IN_FORCE } from './ground.module';
import { RepeatedWorks } from './repeated-works';

const DESK = Symbol('SuspenseDesk');
const WORKS = Symbol('SuspenseWorks');
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

const BOOK = {
  provide: CaseBook,
  useFactory: (store: LedgerStore, clock: Clock, ids: Ids) => new CaseBook(store, clock, ids),
  inject: [LedgerStore, Clock, Ids],
};

/** The desk that finance decides at. */
@Module({
  controllers: [SuspenseController],
  providers: [
    BOOK,
    {
      provide: DESK,
      useFactory: (
        store: LedgerStore,
        book: CaseBook,
        transfers: Transfers,
        adoptedOrders: AdoptedOrders,
        billing: BillingPort,
        acquirer: AcquirerPort,
        wakeup: Wakeup,
        clock: Clock,
      ): SuspenseDesk => ({ store, book, transfers, adoptedOrders, billing, acquirer, wakeup, clock }),
      inject: [LedgerStore, CaseBook, Transfers, AdoptedOrders, BillingPort, AcquirerPort, Wakeup, Clock],
    },
    {
      provide: ReadCase,
      useFactory: (desk: SuspenseDesk) => new ReadCase(desk, new GatherFacts(desk.store, desk.billing)),
      inject: [DESK],
    },
    { provide: OpenByPerson, useFactory: (desk: SuspenseDesk) => new OpenByPerson(desk), inject: [DESK] },
    { provide: ProposeMove, useFactory: (desk: SuspenseDesk) => new ProposeMove(desk), inject: [DESK] },
    { provide: ApproveMove, useFactory: (desk: SuspenseDesk) => new ApproveMove(desk), inject: [DESK] },
    { provide: DismissCase, useFactory: (desk: SuspenseDesk) => new DismissCase(desk), inject: [DESK] },
  ],
})
export class SuspenseModule {}

/** Finds and settles cases. */
@Module({
  imports: [ScheduleModule.forRoot()],
  providers: [
    BOOK,
    {
      provide: SuspenseWork,
      useFactory: (
        store: LedgerStore,
        book: CaseBook,
        dataSource: DataSource,
        clock: Clock,
        random: Random,
        ids: Ids,
        settings: Settings,
      ) =>
        new SuspenseWork(
          new SettleCases(store, book),
          new FindCases(
            store,
            book,
            new OrdersInBooks(new SqlUnits(dataSource, clock, random)),
            new BusinessDays(settings.BUSINESS_TIME_ZONE),
            clock,
            {
              windowMs: settings.SUSPENSE_WINDOW_HOURS * HOUR_MS,
              doubledWithinMs: settings.SUSPENSE_DOUBLED_MINUTES * MINUTE_MS,
            },
          ),
          ids,
        ),
      inject: [LedgerStore, CaseBook, DataSource, Clock, Random, Ids, SETTINGS_IN_FORCE],
    },
    {
      provide: WORKS,
      useFactory: (
        scheduler: SchedulerRegistry,
        settings: Settings,
        work: SuspenseWork,
        watch: QuarantineWatch,
      ) =>
        new RepeatedWorks(
          scheduler,
          [
            {
              name: 'suspense',
              intervalMs: settings.SUSPENSE_INTERVAL_MS,
              work: (isStopped) => work.run(isStopped),
            },
          ],
          () => watch.passed(),
        ),
      inject: [SchedulerRegistry, SETTINGS_IN_FORCE, SuspenseWork, QuarantineWatch],
    },
  ],
})
export class SuspenseWorkModule {}
