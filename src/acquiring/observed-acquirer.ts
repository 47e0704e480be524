import type { BankStatus } from '../ledger/bank-status';
import { observed, type UpstreamObserver } from '../shared/upstream-observer';
import { AcquirerPort, type AcceptedOrder, type NewOrder, type NotificationReading } from './acquirer.port';

export interface ObservedAcquirerOptions {
  readonly inner: AcquirerPort;
  readonly observer: UpstreamObserver;
}

/** The same port, with every call to the bank reported under the bank's own name of the method. */
export class ObservedAcquirer extends AcquirerPort {
  private readonly inner: AcquirerPort;
  private readonly observer: UpstreamObserver;

  constructor({ inner, observer }: ObservedAcquirerOptions) {
    super();
    this.inner = inner;
    this.observer = observer;
  }

  get terminal(): string {
    return this.inner.terminal;
  }

  get acknowledgement(): string {
    return this.inner.acknowledgement;
  }

  createOrder(order: NewOrder): Promise<AcceptedOrder> {
    return this.report('Init', () => this.inner.createOrder(order));
  }

  getState(acquirerPaymentId: string): Promise<BankStatus> {
    return this.report('GetState', () => this.inner.getState(acquirerPaymentId));
  }

  findOrder(orderId: string): Promise<readonly BankStatus[]> {
    return this.report('CheckOrder', () => this.inner.findOrder(orderId));
  }

  cancelOrder(acquirerPaymentId: string): Promise<BankStatus> {
    return this.report('Cancel', () => this.inner.cancelOrder(acquirerPaymentId));
  }

  readNotification(rawBody: Buffer): NotificationReading {
    return this.inner.readNotification(rawBody);
  }

  checkHealth(): Promise<void> {
    return this.report('CheckOrder', () => this.inner.checkHealth());
  }

  private report<T>(operation: string, work: () => Promise<T>): Promise<T> {
    return observed(this.observer, { upstream: 'tinkoff', operation }, work);
  }
}
