import type { StoredResponse } from '../../src/ledger/idempotency';
import type { CreatePaymentCommand } from '../../src/payments/create-payment';
import { RepeatedWork } from '../../src/shared/repeated-work';
import type { SimProcess } from './sim-process';
import type { SuspenseParts } from './suspense-wiring';
import { HEARTBEAT_EVERY, TICK_MS } from './terms';
import { wire, type Ground, type Rooms } from './wiring';

const LANES = 2;
/** Ticks between two readings of billing. */
const READ_BACK_EVERY = 20;
/** Ticks between two rounds of the desk. */
const DESK_EVERY = 4;
const INBOX_PATIENCE_MS = 5_000;

/** One replica of the service, from one start to its death. */
export class Replica {
  readonly process: SimProcess;
  private readonly rooms: Rooms;
  private readonly works: { readonly work: RepeatedWork; readonly everyTicks: number }[] = [];
  private ticks = 0;

  constructor(private readonly ground: Ground) {
    this.process = ground.process;
    this.rooms = wire(ground);
    const { postingWorker, askWorker, inbox, readBack, wakeup, quarantine, suspense } = this.rooms;
    const { clock } = this.process;
    const { asksBank, sweepsInbox, readsBack } = ground.mechanism;
    this.repeat(HEARTBEAT_EVERY, () => quarantine.watch.keep());
    this.repeat(1, (isStopped) => quarantine.prove.run(isStopped));
    const lanes = Array.from({ length: LANES }, () =>
      this.repeat(1, (isStopped) => postingWorker.drain(isStopped)),
    );
    wakeup.onWake(() => lanes.forEach((lane) => lane.wake()));
    if (asksBank) this.repeat(1, (isStopped) => askWorker.drain(isStopped));
    if (readsBack) this.repeat(READ_BACK_EVERY, (isStopped) => readBack.run(isStopped));
    this.repeat(DESK_EVERY, (isStopped) => suspense.work.run(isStopped));
    if (sweepsInbox) {
      this.repeat(1, async () => {
        await inbox.applyLeftovers(clock.after(-INBOX_PATIENCE_MS), 100);
      });
    }
    const { chance } = this.process.around;
    this.process.later(chance.between(0, TICK_MS), 'first tick', () => this.tick());
  }

  create(command: CreatePaymentCommand): Promise<StoredResponse> {
    return this.rooms.createPayment.execute(command);
  }

  async cancel(subscriberUid: string, paymentId: string): Promise<void> {
    await this.rooms.cancelPayment.execute(subscriberUid, paymentId);
  }

  /** What persons of finance do, by the routes of this replica. */
  get desk(): SuspenseParts {
    return this.rooms.suspense;
  }

  /** Resolves when the bank hears OK; throws when it hears something else. */
  async notify(rawBody: Buffer): Promise<boolean> {
    const { receiveNotification } = this.rooms;
    if (this.ground.mechanism.acknowledges === 'before_storing') {
      void receiveNotification.execute(rawBody).catch(() => undefined);
      return true;
    }
    return (await receiveNotification.execute(rawBody)) !== 'refused';
  }

  /** Work of this replica; none of it begins before the ledger was looked at after the start. */
  private repeat(everyTicks: number, work: (isStopped: () => boolean) => Promise<void>): RepeatedWork {
    const repeated = new RepeatedWork(
      async () => {
        await this.rooms.quarantine.watch.passed();
        await work(() => !this.process.isAlive);
      },
      () => undefined,
    );
    this.works.push({ work: repeated, everyTicks });
    return repeated;
  }

  private tick(): void {
    for (const { work, everyTicks } of this.works) if (this.ticks % everyTicks === 0) work.wake();
    this.ticks += 1;
    this.process.later(TICK_MS, 'tick', () => this.tick());
  }
}
