import { Global, Module } from '@nestjs/common';
import { ScheduleModule, SchedulerRegistry } from '@nestjs/schedule';
import { AcquirerPort } from '../acquiring/acquirer.port';
import { BillingPort } from '../billing/billing.port';
import type { Settings } from '../config/settings';
import { Journal } from '../ledger/journal.port';
import { LedgerStore } from '../ledger/ledger-store.port';
import { Orders } from '../ledger/orders';
import { PostingQueue } from '../ledger/posting-queue';
import { RestoredMoves } from '../ledger/restored-moves';
import { RestoredOrders } from '../ledger/restored-orders';
import { Wakeup } from '../ledger/wakeup';
import { BeginQuarantine } from '../quarantine/begin-quarantine';
import { EndQuarantine } from '../quarantine/end-quarantine';
import { JournalCheck } from '../quarantine/journal-check';
import { JournalReplay } from '../quarantine/journal-replay';
import { ProveHoldings } from '../quarantine/prove-holdings';
import { QuarantineWatch } from '../quarantine/quarantine-watch';
import { Clock } from '../shared/clock';
import { Ids } from '../shared/ids';
import { Random } from '../shared/random';
import { runWithRequestId } from '../shared/request-context';
import { AskBank } from '../unconfirmed/ask-bank';
import { AskBankModule } from './ask-bank.module';
import { SETTINGS_IN_FORCE } from './ground.module';
import { stillAtWorkMs } from './lease';
import { quarantineProof } from './quarantine-proof';
import { RepeatedWorks } from './repeated-works';

const WORKS = Symbol('QuarantineWorks');
const HEARTBEAT_MS = 30_000;
const LOOK_MS = 5_000;

/** Every replica gives signs of life and replays its own journal; workers carry out the proof. */
@Global()
@Module({
  imports: [ScheduleModule.forRoot(), AskBankModule],
  providers: [
    {
      provide: BeginQuarantine,
      useFactory: (store: LedgerStore, clock: Clock, ids: Ids, settings: Settings) =>
        new BeginQuarantine(store, clock, ids, stillAtWorkMs(settings)),
      inject: [LedgerStore, Clock, Ids, SETTINGS_IN_FORCE],
    },
    {
      provide: EndQuarantine,
      useFactory: (store: LedgerStore, clock: Clock, wakeup: Wakeup, settings: Settings) =>
        new EndQuarantine(store, clock, wakeup, stillAtWorkMs(settings)),
      inject: [LedgerStore, Clock, Wakeup, SETTINGS_IN_FORCE],
    },
    {
      provide: JournalCheck,
      useFactory: (store: LedgerStore, journal: Journal) => new JournalCheck(store, journal),
      inject: [LedgerStore, Journal],
    },
    {
      provide: JournalReplay,
      useFactory: (store: LedgerStore, check: JournalCheck, orders: RestoredOrders) =>
        new JournalReplay(store, check, orders),
      inject: [LedgerStore, JournalCheck, RestoredOrders],
    },
    {
      provide: QuarantineWatch,
      useFactory: (
        store: LedgerStore,
        journal: Journal,
        clock: Clock,
        begin: BeginQuarantine,
        check: JournalCheck,
        replay: JournalReplay,
        ids: Ids,
        settings: Settings,
      ) =>
        new QuarantineWatch(
          { store, journal, clock, begin, check, replay },
          ids.next(),
          settings.QUARANTINE_AFTER_STOP_MINUTES * 60_000,
        ),
      inject: [
        LedgerStore,
        Journal,
        Clock,
        BeginQuarantine,
        JournalCheck,
        JournalReplay,
        Ids,
        SETTINGS_IN_FORCE,
      ],
    },
    {
      provide: ProveHoldings,
      useFactory: (
        store: LedgerStore,
        replay: JournalReplay,
        end: EndQuarantine,
        acquirer: AcquirerPort,
        askBank: AskBank,
        orders: Orders,
        billing: BillingPort,
        queue: PostingQueue,
        restoredMoves: RestoredMoves,
        settings: Settings,
        clock: Clock,
        random: Random,
      ) =>
        quarantineProof({
          store,
          replay,
          end,
          acquirer,
          askBank,
          orders,
          billing,
          queue,
          restoredMoves,
          settings,
          clock,
          random,
        }),
      inject: [
        LedgerStore,
        JournalReplay,
        EndQuarantine,
        AcquirerPort,
        AskBank,
        Orders,
        BillingPort,
        PostingQueue,
        RestoredMoves,
        SETTINGS_IN_FORCE,
        Clock,
        Random,
      ],
    },
    {
      provide: WORKS,
      useFactory: (
        scheduler: SchedulerRegistry,
        watch: QuarantineWatch,
        prove: ProveHoldings,
        replay: JournalReplay,
        store: LedgerStore,
        settings: Settings,
        ids: Ids,
      ) =>
        new RepeatedWorks(scheduler, [
          { name: 'heartbeat', intervalMs: HEARTBEAT_MS, work: () => watch.keep() },
          {
            name: 'quarantine',
            intervalMs: LOOK_MS,
            work: async (isStopped) => {
              await watch.passed();
              if (settings.ROLES.includes('worker')) {
                return runWithRequestId(ids.next(), () => prove.run(isStopped));
              }
              const open = await store.read((unit) => unit.quarantines.open());
              if (open) await replay.once(open);
            },
          },
        ]),
      inject: [
        SchedulerRegistry,
        QuarantineWatch,
        ProveHoldings,
        JournalReplay,
        LedgerStore,
        SETTINGS_IN_FORCE,
        Ids,
      ],
    },
  ],
  exports: [BeginQuarantine, EndQuarantine, QuarantineWatch],
})
export class QuarantineModule {}
