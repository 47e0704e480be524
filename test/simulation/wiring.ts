import { AskPlan } from '../../src/ledger/ask-plan';
import { Inbox } from '../../src/ledger/inbox';
import type { LedgerStore } from '../../src/ledger/ledger-store.port';
import type { LedgerTools } from '../../src/ledger/ledger-tools';
import { Orders } from '../../src/ledger/orders';
import { PostingQueue } from '../../src/ledger/posting-queue';
import { ReadBackNotes } from '../../src/ledger/read-back-notes';
import { Wakeup } from '../../src/ledger/wakeup';
import { KeptRefusals } from '../../src/notifications/kept-refusals';
import { ReceiveNotification } from '../../src/notifications/receive-notification';
import { CancelPayment } from '../../src/payments/cancel-payment';
import { CreatePayment } from '../../src/payments/create-payment';
import { ReadPayment } from '../../src/payments/read-payment';
import { ReturnAddresses } from '../../src/payments/return-addresses';
import { PostingWorker } from '../../src/posting/posting-worker';
import { ReadBack } from '../../src/read-back/read-back';
import { Ids } from '../../src/shared/ids';
import { AskBank } from '../../src/unconfirmed/ask-bank';
import { AskWorker } from '../../src/unconfirmed/ask-worker';
import { SeededRandom } from '../support/seeded-random';
import type { Mechanism } from './mechanism';
import { quarantineOf, type QuarantineParts } from './quarantine-wiring';
import { SimAcquirer } from './sim-acquirer';
import { SimBillingAdapter } from './sim-billing-adapter';
import { SimJournal, type SimDisk } from './sim-journal';
import type { SimProcess } from './sim-process';
import { SimStore } from './sim-store';
import { suspenseOf, type SuspenseParts } from './suspense-wiring';
import {
  ASKING,
  FORGOTTEN_AFTER_MS,
  LEASE_MS,
  PARK_AFTER_MS,
  READING,
  RETRYING,
  RULES,
  SETTLE_MS,
  STILL_AT_WORK_MS,
} from './terms';
import type { Upstreams } from './upstreams';

/** What a replica stands on. */
export interface Ground {
  readonly process: SimProcess;
  readonly rows: LedgerStore;
  readonly disk: SimDisk;
  readonly upstreams: Upstreams;
  readonly mechanism: Mechanism;
  readonly seed: number;
}

/** The service's own classes, put together as the composition root does it. */
export interface Rooms {
  readonly createPayment: CreatePayment;
  readonly cancelPayment: CancelPayment;
  readonly receiveNotification: ReceiveNotification;
  readonly postingWorker: PostingWorker;
  readonly askWorker: AskWorker;
  readonly readBack: ReadBack;
  readonly inbox: Inbox;
  readonly wakeup: Wakeup;
  readonly quarantine: QuarantineParts;
  readonly suspense: SuspenseParts;
}

export function wire({ process, rows, disk, upstreams, mechanism, seed }: Ground): Rooms {
  const { clock } = process;
  const random = new SeededRandom(seed);
  const ids = new Ids(clock, random);
  const store = mechanism.store(new SimStore(rows, process));
  const acquirer = mechanism.acquirer(new SimAcquirer(upstreams.bank, upstreams.bankLine, process));
  const billing = mechanism.billing(new SimBillingAdapter(upstreams.billing, upstreams.billingLine, process));
  const askPlan = new AskPlan(ASKING, clock, random);
  const journal = mechanism.journal(new SimJournal(disk, process));
  const tools: LedgerTools = { store, clock, ids, askPlan, journal };
  const wakeup = new Wakeup();
  const bankStatuses = mechanism.bankStatuses(tools, wakeup);
  const orders = new Orders(tools);
  const inbox = new Inbox(tools, bankStatuses);
  const queue = new PostingQueue(tools, STILL_AT_WORK_MS);
  const readPayment = new ReadPayment(store, clock);
  const askBank = new AskBank(acquirer, bankStatuses, orders, clock, FORGOTTEN_AFTER_MS);
  const quarantine = quarantineOf({ tools, acquirer, billing, askBank, orders, queue, wakeup, random });
  const plan = mechanism.postingPlan({
    retry: RETRYING,
    parkAfterMs: PARK_AFTER_MS,
    settleMs: SETTLE_MS,
    lease: { owner: ids.next(), durationMs: LEASE_MS, beat: () => quarantine.watch.beat },
  });
  return {
    createPayment: new CreatePayment(orders, acquirer, billing, new ReturnAddresses([], null), RULES, clock),
    cancelPayment: new CancelPayment(readPayment, mechanism.payersAcquirer(acquirer), bankStatuses, orders),
    receiveNotification: new ReceiveNotification(
      acquirer,
      inbox,
      () => undefined,
      new KeptRefusals(clock, 60),
    ),
    postingWorker: new PostingWorker(queue, store, billing, plan, { clock, random, ids }, () => undefined),
    askWorker: new AskWorker(store, askBank, askPlan, clock, ids, 2),
    readBack: new ReadBack(store, new ReadBackNotes(tools), billing, READING, tools, () => undefined),
    inbox,
    wakeup,
    quarantine,
    suspense: suspenseOf({ tools, transfers: mechanism.transfers(tools), acquirer, billing, wakeup }),
  };
}
