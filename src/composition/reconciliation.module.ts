import { Global, Module } from '@nestjs/common';
import { ScheduleModule, SchedulerRegistry } from '@nestjs/schedule';
import { AcquirerPort } from '../acquiring/acquirer.port';
import { BillingPort } from '../billing/billing.port';
import { Discrepancies } from '../books/discrepancies';
import type { Settings } from '../config/settings';
import { SqlUnits } from '../database/sql-units';
import { BankStatuses } from '../ledger/bank-statuses';
import { LedgerStore } from '../ledger/ledger-store.port';
import { PostingQueue } from '../ledger/posting-queue';
import { Wakeup } from '../ledger/wakeup';
import { Metrics } from '../operations/metrics';
import { QuarantineWatch } from '../quarantine/quarantine-watch';
import { BeginReconciliation } from '../reconciliation/begin-reconciliation';
import { DiscrepanciesController } from '../reconciliation/discrepancies.controller';
import { Heal } from '../reconciliation/heal';
import { ReconciliationWorker } from '../reconciliation/reconciliation-worker';
import { ReconciliationsController } from '../reconciliation/reconciliations.controller';
import { RunSignal } from '../reconciliation/run-signal';
import { Runs } from '../reconciliation/runs';
import { TreatDiscrepancy } from '../reconciliation/treat-discrepancy';
import { BusinessDays } from '../shared/business-days';
import { Clock } from '../shared/clock';
import { Ids } from '../shared/ids';
import { Random } from '../shared/random';
import { AskBank } from '../unconfirmed/ask-bank';
import { AskBankModule } from './ask-bank.module';
import { SETTINGS_IN_FORCE } from './ground.module';
import { bankQuestions, reconciliationWorker } from './reconciliation-work';
import { RepeatedWorks } from './repeated-works';

const WORKS = Symbol('ReconciliationWorks');
const QUESTIONS = Symbol('BankQuestions');

/** What persons and runs alike do with discrepancies. */
@Global()
@Module({
  imports: [AskBankModule],
  providers: [
    RunSignal,
    {
      provide: Runs,
      useFactory: (units: SqlUnits, clock: Clock, ids: Ids) => new Runs(units, clock, ids),
      inject: [SqlUnits, Clock, Ids],
    },
    {
      provide: QUESTIONS,
      useFactory: (acquirer: AcquirerPort, askBank: AskBank, bankStatuses: BankStatuses) =>
        bankQuestions(acquirer, askBank, bankStatuses),
      inject: [AcquirerPort, AskBank, BankStatuses],
    },
    {
      provide: Heal,
      useFactory: (
        store: LedgerStore,
        queue: PostingQueue,
        bank: ReturnType<typeof bankQuestions>,
        wakeup: Wakeup,
      ) => new Heal({ store, queue, bank, wakeup }),
      inject: [LedgerStore, PostingQueue, QUESTIONS, Wakeup],
    },
    {
      provide: TreatDiscrepancy,
      useFactory: (units: SqlUnits, heal: Heal, clock: Clock) => new TreatDiscrepancy(units, heal, clock),
      inject: [SqlUnits, Heal, Clock],
    },
  ],
  exports: [RunSignal, Runs, QUESTIONS, Heal, TreatDiscrepancy],
})
class ReconciliationTools {
  constructor(metrics: Metrics, units: SqlUnits, runs: Runs) {
    const discrepancies = new Discrepancies(units);
    metrics.watchReconciliation({
      openErrors: () => discrepancies.openErrorsByClass(),
      lastDoneAt: () => runs.lastDoneAt(),
    });
  }
}

/** Finance asks for reconciliations and treats what they find. */
@Module({
  imports: [ReconciliationTools],
  controllers: [ReconciliationsController, DiscrepanciesController],
  providers: [
    {
      provide: BeginReconciliation,
      useFactory: (units: SqlUnits, runs: Runs, clock: Clock, acquirer: AcquirerPort, settings: Settings) =>
        new BeginReconciliation(
          units,
          runs,
          new BusinessDays(settings.BUSINESS_TIME_ZONE),
          clock,
          acquirer.terminal,
        ),
      inject: [SqlUnits, Runs, Clock, AcquirerPort, SETTINGS_IN_FORCE],
    },
  ],
})
export class ReconciliationModule {}

/** Workers carry the runs out, and begin those of the night. */
@Module({
  imports: [ScheduleModule.forRoot(), ReconciliationTools],
  providers: [
    {
      provide: ReconciliationWorker,
      useFactory: reconciliationWorker,
      inject: [
        SqlUnits,
        LedgerStore,
        BillingPort,
        QUESTIONS,
        Runs,
        Heal,
        TreatDiscrepancy,
        SETTINGS_IN_FORCE,
        Clock,
        Random,
        Ids,
      ],
    },
    {
      provide: WORKS,
      useFactory: (
        scheduler: SchedulerRegistry,
        settings: Settings,
        worker: ReconciliationWorker,
        wakeup: RunSignal,
        watch: QuarantineWatch,
      ) =>
        new RepeatedWorks(
          scheduler,
          [
            {
              name: 'reconciliation',
              intervalMs: settings.RECONCILIATION_INTERVAL_MS,
              wakeup,
              work: (isStopped) => worker.drain(isStopped),
            },
          ],
          () => watch.passed(),
        ),
      inject: [SchedulerRegistry, SETTINGS_IN_FORCE, ReconciliationWorker, RunSignal, QuarantineWatch],
    },
  ],
})
export class ReconciliationWorkModule {}
