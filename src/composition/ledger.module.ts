import { Global, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Settings } from '../config/settings';
import { AdoptedOrders } from '../ledger/adopted-orders';
import { AskPlan } from '../ledger/ask-plan';
import { BankStatuses } from '../ledger/bank-statuses';
import { Inbox } from '../ledger/inbox';
import { LedgerStore } from '../ledger/ledger-store.port';
import { Journal } from '../ledger/journal.port';
import type { LedgerTools } from '../ledger/ledger-tools';
import { Orders } from '../ledger/orders';
import { PostingQueue } from '../ledger/posting-queue';
import { ReadBackNotes } from '../ledger/read-back-notes';
import { RestoredMoves } from '../ledger/restored-moves';
import { RestoredOrders } from '../ledger/restored-orders';
import { SqlLedgerStore } from '../ledger/sql/sql-ledger-store';
import { Transfers } from '../ledger/transfers';
import { Wakeup } from '../ledger/wakeup';
import { Metrics } from '../operations/metrics';
import { Clock } from '../shared/clock';
import { Ids } from '../shared/ids';
import { Random } from '../shared/random';
import { SETTINGS_IN_FORCE } from './ground.module';
import { journalOf } from './journal-of';
import { stillAtWorkMs } from './lease';

const TOOLS = Symbol('LedgerTools');

@Global()
@Module({
  providers: [
    Wakeup,
    {
      provide: LedgerStore,
      useFactory: (dataSource: DataSource, clock: Clock, random: Random) =>
        new SqlLedgerStore(dataSource, clock, random),
      inject: [DataSource, Clock, Random],
    },
    {
      provide: AskPlan,
      useFactory: (settings: Settings, clock: Clock, random: Random) =>
        new AskPlan(
          { firstMs: settings.UNCONFIRMED_FIRST_ASK_MS, factor: 2, capMs: settings.UNCONFIRMED_ASK_CAP_MS },
          clock,
          random,
        ),
      inject: [SETTINGS_IN_FORCE, Clock, Random],
    },
    { provide: Journal, useFactory: journalOf, inject: [SETTINGS_IN_FORCE, Clock, Metrics] },
    {
      provide: TOOLS,
      useFactory: (
        store: LedgerStore,
        clock: Clock,
        ids: Ids,
        askPlan: AskPlan,
        journal: Journal,
      ): LedgerTools => ({ store, clock, ids, askPlan, journal }),
      inject: [LedgerStore, Clock, Ids, AskPlan, Journal],
    },
    { provide: Orders, useFactory: (tools: LedgerTools) => new Orders(tools), inject: [TOOLS] },
    {
      provide: RestoredOrders,
      useFactory: (tools: LedgerTools) => new RestoredOrders(tools),
      inject: [TOOLS],
    },
    {
      provide: RestoredMoves,
      useFactory: (tools: LedgerTools) => new RestoredMoves(tools),
      inject: [TOOLS],
    },
    {
      provide: AdoptedOrders,
      useFactory: (tools: LedgerTools) => new AdoptedOrders(tools),
      inject: [TOOLS],
    },
    {
      provide: Transfers,
      useFactory: (tools: LedgerTools, settings: Settings) => new Transfers(tools, stillAtWorkMs(settings)),
      inject: [TOOLS, SETTINGS_IN_FORCE],
    },
    {
      provide: PostingQueue,
      useFactory: (tools: LedgerTools, settings: Settings) =>
        new PostingQueue(tools, stillAtWorkMs(settings)),
      inject: [TOOLS, SETTINGS_IN_FORCE],
    },
    { provide: ReadBackNotes, useFactory: (tools: LedgerTools) => new ReadBackNotes(tools), inject: [TOOLS] },
    {
      provide: BankStatuses,
      useFactory: (tools: LedgerTools, wakeup: Wakeup) => new BankStatuses(tools, wakeup),
      inject: [TOOLS, Wakeup],
    },
    {
      provide: Inbox,
      useFactory: (tools: LedgerTools, bankStatuses: BankStatuses) => new Inbox(tools, bankStatuses),
      inject: [TOOLS, BankStatuses],
    },
  ],
  exports: [
    Wakeup,
    LedgerStore,
    Journal,
    RestoredOrders,
    RestoredMoves,
    AdoptedOrders,
    Transfers,
    AskPlan,
    Orders,
    PostingQueue,
    ReadBackNotes,
    BankStatuses,
    Inbox,
  ],
})
export class LedgerModule {}
