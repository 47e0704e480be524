import type { FaultSwitchboard } from '../shared/faults';
import type { Recorder } from '../shared/recorder';
import type { BankFaults } from './bank-faults';
import { deliver, type Delivery, type DeliveryRules, type SignedMessage } from './delivery';
import { paymentNotification } from './notification-body';
import { currentAmount, type Order } from './orders';
import type { BankSettings } from './settings';

/** A notification that has left. */
export interface Notice {
  readonly delivery: Delivery;
  /** Resolves when it was tried once, whatever came of it. */
  readonly triedOnce: Promise<void>;
  /** Resolves when it was delivered or given up. */
  readonly settled: Promise<void>;
}

export class Notifier {
  private stopping = new AbortController();

  constructor(
    private readonly settings: BankSettings,
    private readonly faults: FaultSwitchboard<BankFaults>,
    private readonly recorder: Recorder,
  ) {}

  /** Sends the news of a status, unless nobody gave an address for it. */
  send(order: Order, status: string): Notice | undefined {
    if (order.notificationUrl === undefined) return undefined;
    const news = { ...order, status, amount: currentAmount(order) };
    return this.start(order, order.notificationUrl, paymentNotification(news, this.settings.password));
  }

  record(message: SignedMessage): void {
    this.recorder.json('notification', message);
  }

  /** Drops everything that is under way. */
  forgetAll(): void {
    this.stopping.abort();
    this.stopping = new AbortController();
  }

  private start(order: Order, url: string, sent: SignedMessage): Notice {
    const delivery: Delivery = { status: String(sent['Status']), url, sent, delivered: false, attempts: [] };
    order.deliveries.push(delivery);
    const rules: DeliveryRules = {
      retryMs: this.settings.retryMs,
      maxTries: this.settings.maxTries,
      replyTimeoutMs: this.settings.replyTimeoutMs,
      faults: this.faults,
      record: (message) => this.record(message),
      signal: this.stopping.signal,
    };
    const { promise: triedOnce, resolve } = openPromise();
    return { delivery, triedOnce, settled: deliver(delivery, rules, resolve) };
  }
}

function openPromise(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}
