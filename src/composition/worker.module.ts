import { Module } from '@nestjs/common';
import { ScheduleModule, SchedulerRegistry } from '@nestjs/schedule';
import { BillingPort } from '../billing/billing.port';
import type { Settings } from '../config/settings';
import { AskPlan } from '../ledger/ask-plan';
import { Inbox } from '../ledger/inbox';
import { LedgerStore } from '../ledger/ledger-store.port';
import { PostingQueue } from '../ledger/posting-queue';
import { Wakeup } from '../ledger/wakeup';
import { Metrics } from '../operations/metrics';
import { PostingWorker } from '../posting/posting-worker';
import { QuarantineWatch } from '../quarantine/quarantine-watch';
import { ReadBack } from '../read-back/read-back';
import { Clock } from '../shared/clock';
import { Ids } from '../shared/ids';
import { Random } from '../shared/random';
import { AskBank } from '../unconfirmed/ask-bank';
import { AskWorker } from '../unconfirmed/ask-worker';
import { AskBankModule } from './ask-bank.module';
import { SETTINGS_IN_FORCE } from './ground.module';
import { leaseMs } from './lease';
import { ReadBackModule } from './read-back.module';
import { ReconciliationWorkModule } from './reconciliation.module';
import { RepeatedWorks } from './repeated-works';
import { SuspenseWorkModule } from './suspense.module';

const INBOX_SWEEP_MS = 10_000;
const INBOX_PATIENCE_MS = 5_000;
const INBOX_BATCH = 100;

@Module({
  imports: [
    ScheduleModule.forRoot(),
    AskBankModule,
    ReadBackModule,
    ReconciliationWorkModule,
    SuspenseWorkModule,
  ],
  providers: [
    {
      provide: PostingWorker,
      useFactory: (
        queue: PostingQueue,
        store: LedgerStore,
        billing: BillingPort,
        settings: Settings,
        clock: Clock,
        random: Random,
        ids: Ids,
        metrics: Metrics,
        watch: QuarantineWatch,
      ) =>
        new PostingWorker(
          queue,
          store,
          billing,
          {
            retry: {
              firstMs: settings.POSTING_RETRY_FIRST_MS,
              factor: 2,
              capMs: settings.POSTING_RETRY_CAP_MS,
            },
            parkAfterMs: settings.POSTING_PARK_AFTER_MINUTES * 60_000,
            settleMs: settings.LANBILLING_TIMEOUT_MS,
            lease: {
              owner: ids.next(),
              durationMs: leaseMs(settings),
              beat: () => watch.beat,
            },
          },
          { clock, random, ids },
          (outcome, posting) => metrics.postingAttempt(posting.kind, outcome, posting.createdAt),
        ),
      inject: [
        PostingQueue,
        LedgerStore,
        BillingPort,
        SETTINGS_IN_FORCE,
        Clock,
        Random,
        Ids,
        Metrics,
        QuarantineWatch,
      ],
    },
    {
      provide: AskWorker,
      useFactory: (
        store: LedgerStore,
        askBank: AskBank,
        askPlan: AskPlan,
        clock: Clock,
        ids: Ids,
        settings: Settings,
      ) => new AskWorker(store, askBank, askPlan, clock, ids, settings.TINKOFF_CONCURRENCY),
      inject: [LedgerStore, AskBank, AskPlan, Clock, Ids, SETTINGS_IN_FORCE],
    },
    {
      provide: RepeatedWorks,
      useFactory: (
        scheduler: SchedulerRegistry,
        settings: Settings,
        posting: PostingWorker,
        asking: AskWorker,
        readBack: ReadBack,
        inbox: Inbox,
        clock: Clock,
        wakeup: Wakeup,
        watch: QuarantineWatch,
      ) =>
        new RepeatedWorks(
          scheduler,
          [
            {
              name: 'posting',
              lanes: settings.POSTING_CONCURRENCY,
              intervalMs: settings.POSTING_INTERVAL_MS,
              wakeup,
              work: (isStopped) => posting.drain(isStopped),
            },
            {
              name: 'unconfirmed',
              intervalMs: settings.UNCONFIRMED_INTERVAL_MS,
              work: (isStopped) => asking.drain(isStopped),
            },
            {
              name: 'read-back',
              intervalMs: settings.READ_BACK_INTERVAL_MS,
              work: (isStopped) => readBack.run(isStopped),
            },
            {
              name: 'inbox',
              intervalMs: INBOX_SWEEP_MS,
              work: async () => {
                await inbox.applyLeftovers(clock.after(-INBOX_PATIENCE_MS), INBOX_BATCH);
              },
            },
          ],
          () => watch.passed(),
        ),
      inject: [
        SchedulerRegistry,
        SETTINGS_IN_FORCE,
        PostingWorker,
        AskWorker,
        ReadBack,
        Inbox,
        Clock,
        Wakeup,
        QuarantineWatch,
      ],
    },
  ],
})
export class WorkerModule {}
