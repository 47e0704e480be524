import {
  AcquirerPort,
  type AcceptedOrder,
  type NewOrder,
  type NotificationReading,
} from '../../src/acquiring/acquirer.port';
import {
  BillingPort,
  type BillingAccount,
  type BillingPayment,
  type BillingPaymentPage,
  type NewBillingPayment,
} from '../../src/billing/billing.port';
import { AskPlan } from '../../src/ledger/ask-plan';
import type { BankState, BankStatus } from '../../src/ledger/bank-status';
import { BankStatuses } from '../../src/ledger/bank-statuses';
import { Inbox } from '../../src/ledger/inbox';
import type { Journal } from '../../src/ledger/journal.port';
import { MemoryLedgerStore } from '../../src/ledger/memory/memory-ledger-store';
import { NoJournal } from '../../src/ledger/no-journal';
import { Orders } from '../../src/ledger/orders';
import type { Payment } from '../../src/ledger/payment';
import type { PaymentEvent } from '../../src/ledger/payment-event';
import type { Posting, PostingKind } from '../../src/ledger/posting';
import { PostingQueue } from '../../src/ledger/posting-queue';
import { Wakeup } from '../../src/ledger/wakeup';
import { Clock } from '../../src/shared/clock';
import { Ids } from '../../src/shared/ids';
import { Rejected, Unavailable, UnknownOutcome } from '../../src/shared/upstream-errors';
import { SeededRandom } from './seeded-random';

export { samplePayment, samplePosting } from '../../src/ledger/ledger-store.contract';
export { SeededRandom } from './seeded-random';

/** Lets everything go on that can go on without time passing. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Time that passes only when it is told to. */
export class FakeClock extends Clock {
  private readonly sleepers = new Set<{ readonly at: number; readonly wake: () => void }>();

  constructor(private time = Date.parse('2026-11-24T09:00:00.123Z')) {
    super();
  }

  now(): Date {
    return new Date(this.time);
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const sleeper = {
        at: this.time + ms,
        wake: () => {
          this.sleepers.delete(sleeper);
          signal?.removeEventListener('abort', sleeper.wake);
          resolve();
        },
      };
      this.sleepers.add(sleeper);
      signal?.addEventListener('abort', sleeper.wake);
    });
  }

  /** How many wait for time to pass. */
  get asleep(): number {
    return this.sleepers.size;
  }

  /** Lets time pass; whoever sleeps wakes at its own moment, one after another. */
  async advance(ms: number): Promise<void> {
    const end = this.time + ms;
    await settled();
    for (let next = this.nextUntil(end); next; next = this.nextUntil(end)) {
      this.time = next.at;
      next.wake();
      await settled();
    }
    this.time = end;
  }

  private nextUntil(end: number) {
    return [...this.sleepers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
  }
}

/** Ids that sort in the order in which they were made, also within one millisecond. */
export class SequentialIds extends Ids {
  private serial = 0;

  constructor(private readonly time: Clock) {
    super(time, new SeededRandom(1));
  }

  override next(): string {
    this.serial += 1;
    const ms = this.time.now().getTime().toString(16).padStart(12, '0');
    return `${ms.slice(0, 8)}-${ms.slice(8)}-7000-8000-${this.serial.toString(16).padStart(12, '0')}`;
  }
}

/** What one call of a port answers, call after call, and how it was called. */
export class Script<Args extends readonly unknown[], Result> {
  readonly calls: Args[] = [];
  private readonly steps: ((...args: Args) => Result | Promise<Result>)[] = [];
  private rest: (...args: Args) => Result | Promise<Result>;

  constructor(
    private readonly name: string,
    private readonly journal: string[],
  ) {
    this.rest = () => {
      throw new Error(`Nobody expected a call of ${name}`);
    };
  }

  answers(...values: readonly Result[]): this {
    for (const value of values) this.does(() => value);
    return this;
  }

  fails(error: Error): this {
    return this.does(() => {
      throw error;
    });
  }

  does(work: (...args: Args) => Result | Promise<Result>): this {
    this.steps.push(work);
    return this;
  }

  /** What it does once its steps are used up. */
  always(work: (...args: Args) => Result | Promise<Result>): this {
    this.rest = work;
    return this;
  }

  async run(...args: Args): Promise<Result> {
    this.calls.push(args);
    this.journal.push(this.name);
    return (this.steps.shift() ?? this.rest)(...args);
  }
}

export class ScriptedAcquirer extends AcquirerPort {
  readonly terminal = 'DEMO';
  readonly acknowledgement = 'OK';
  /** The names of the calls in their order. */
  readonly journal: string[] = [];
  readonly on = {
    createOrder: new Script<[NewOrder], AcceptedOrder>('createOrder', this.journal),
    getState: new Script<[string], BankStatus>('getState', this.journal),
    findOrder: new Script<[string], readonly BankStatus[]>('findOrder', this.journal),
    cancelOrder: new Script<[string], BankStatus>('cancelOrder', this.journal),
    checkHealth: new Script<[], undefined>('checkHealth', this.journal),
  };
  reading: NotificationReading = { kind: 'refused', reason: 'malformed', orderId: null, redactedBody: '' };

  createOrder = (order: NewOrder): Promise<AcceptedOrder> => this.on.createOrder.run(order);
  getState = (id: string): Promise<BankStatus> => this.on.getState.run(id);
  findOrder = (orderId: string): Promise<readonly BankStatus[]> => this.on.findOrder.run(orderId);
  cancelOrder = (id: string): Promise<BankStatus> => this.on.cancelOrder.run(id);
  readNotification = (): NotificationReading => this.reading;
  checkHealth = (): Promise<void> => this.on.checkHealth.run();
}

export class ScriptedBilling extends BillingPort {
  /** The names of the calls in their order; asking who posts is left out. */
  readonly journal: string[] = [];
  readonly on = {
    getAccount: new Script<[string], BillingAccount>('getAccount', this.journal),
    findOwner: new Script<[string], string | null>('findOwner', this.journal),
    getPosterId: new Script<[], string>('getPosterId', []).always(() => '7'),
    postPayment: new Script<[NewBillingPayment], { recordId: string }>('postPayment', this.journal),
    findPayment: new Script<[string], BillingPayment | null>('findPayment', this.journal),
    listPayments: new Script<[{ from: Date; to: Date }, string | null], BillingPaymentPage>(
      'listPayments',
      this.journal,
    ),
    cancelPayment: new Script<[string, Date], { recordId: string | null }>('cancelPayment', this.journal),
    checkHealth: new Script<[], undefined>('checkHealth', this.journal),
  };

  getAccount = (uid: string): Promise<BillingAccount> => this.on.getAccount.run(uid);
  findOwner = (agreementId: string): Promise<string | null> => this.on.findOwner.run(agreementId);
  getPosterId = (): Promise<string> => this.on.getPosterId.run();
  postPayment = (payment: NewBillingPayment): Promise<{ recordId: string }> =>
    this.on.postPayment.run(payment);
  findPayment = (receipt: string): Promise<BillingPayment | null> => this.on.findPayment.run(receipt);
  listPayments = (range: { from: Date; to: Date }, cursor: string | null): Promise<BillingPaymentPage> =>
    this.on.listPayments.run(range, cursor);
  cancelPayment = (receipt: string, notAfter: Date): Promise<{ recordId: string | null }> =>
    this.on.cancelPayment.run(receipt, notAfter);
  checkHealth = (): Promise<void> => this.on.checkHealth.run();
}

const call = (upstream: string) => ({ upstream, operation: 'Test' });
export const rejected = (code: string, upstream = 'billing'): Rejected =>
  new Rejected({ ...call(upstream), code });
export const unavailable = (upstream = 'billing'): Unavailable =>
  new Unavailable({ ...call(upstream), code: 'connection_refused' });
export const unknownOutcome = (upstream = 'billing'): UnknownOutcome =>
  new UnknownOutcome({ ...call(upstream), code: 'timeout' });

/** The bank's word about a payment of ours, everything equal unless told otherwise. */
export function bankSays(payment: Payment, state: BankState, changes: Partial<BankStatus> = {}): BankStatus {
  return {
    orderId: payment.orderId,
    acquirerPaymentId: payment.acquirerPaymentId ?? '9100000001',
    terminal: payment.terminal,
    state,
    rawStatus: state.toUpperCase(),
    amountKopecks: payment.amountKopecks,
    errorCode: null,
    source: 'notification',
    ...changes,
  };
}

/** The real ledger over rows in memory. */
export class TestLedger {
  readonly clock = new FakeClock();
  readonly random = new SeededRandom(42);
  readonly ids = new SequentialIds(this.clock);
  readonly wakeup = new Wakeup();
  readonly askPlan = new AskPlan(
    { firstMs: 60_000, factor: 2, capMs: 3_600_000 },
    this.clock,
    new SeededRandom(7),
  );
  readonly tools: {
    store: MemoryLedgerStore;
    clock: FakeClock;
    ids: Ids;
    askPlan: AskPlan;
    journal: Journal;
  };
  readonly bankStatuses: BankStatuses;
  readonly orders: Orders;
  readonly inbox: Inbox;
  readonly queue: PostingQueue;

  constructor(
    readonly store = new MemoryLedgerStore(),
    readonly journal: Journal = new NoJournal(),
  ) {
    this.tools = { store, clock: this.clock, ids: this.ids, askPlan: this.askPlan, journal };
    this.bankStatuses = new BankStatuses(this.tools, this.wakeup);
    this.orders = new Orders(this.tools);
    this.inbox = new Inbox(this.tools, this.bankStatuses);
    this.queue = new PostingQueue(this.tools);
  }

  async keep(payment: Payment, ...postings: readonly Posting[]): Promise<Payment> {
    await this.store.unitOfWork(async (unit) => {
      await unit.payments.insert(payment);
      for (const posting of postings) await unit.postings.insert(posting);
    });
    return payment;
  }

  async payment(id: string): Promise<Payment> {
    const payment = await this.store.read((unit) => unit.payments.find(id));
    if (!payment) throw new Error(`No payment ${id}`);
    return payment;
  }

  postings(paymentId: string): Promise<readonly Posting[]> {
    return this.store.read((unit) => unit.postings.ofPayment(paymentId));
  }

  async posting(paymentId: string, kind: PostingKind): Promise<Posting> {
    const posting = (await this.postings(paymentId)).find((row) => row.kind === kind);
    if (!posting) throw new Error(`No ${kind} of payment ${paymentId}`);
    return posting;
  }

  events(paymentId: string): Promise<readonly PaymentEvent[]> {
    return this.store.read((unit) => unit.events.ofPayment(paymentId));
  }
}
