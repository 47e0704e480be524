import {
  AcquirerPort,
  type AcceptedOrder,
  type NewOrder,
  type NotificationReading,
} from '../../src/acquiring/acquirer.port';
import type { BankStatus, BankStatusSource } from '../../src/ledger/bank-status';
import { kopecks } from '../../src/shared/money';
import type { Line } from './line';
import { TERMINAL, type SimBank, type SimNotification, type SimOrder } from './sim-bank';
import type { SimProcess } from './sim-process';

/** A process's way to the bank. */
export class SimAcquirer extends AcquirerPort {
  readonly terminal = TERMINAL;
  readonly acknowledgement = 'OK';

  constructor(
    private readonly bank: SimBank,
    private readonly line: Line,
    private readonly process: SimProcess,
  ) {
    super();
  }

  async createOrder(order: NewOrder): Promise<AcceptedOrder> {
    const made = await this.line.call(this.process, 'Init', () => () => this.bank.create(order));
    return {
      acquirerPaymentId: made.acquirerPaymentId,
      paymentUrl: `https://bank.example/${made.acquirerPaymentId}`,
    };
  }

  getState(acquirerPaymentId: string): Promise<BankStatus> {
    return this.line.call(
      this.process,
      'GetState',
      () => () => this.told(this.bank.get(acquirerPaymentId), 'poll'),
    );
  }

  findOrder(orderId: string): Promise<readonly BankStatus[]> {
    return this.line.call(this.process, 'CheckOrder', () => () => {
      const order = this.bank.byOrderId(orderId);
      return order ? [this.told(order, 'poll')] : [];
    });
  }

  cancelOrder(acquirerPaymentId: string): Promise<BankStatus> {
    this.bank.aboutToCancel(acquirerPaymentId, this.process.name);
    return this.line.call(
      this.process,
      'Cancel',
      () => () => this.told(this.bank.cancel(acquirerPaymentId), 'answer'),
    );
  }

  readNotification(rawBody: Buffer): NotificationReading {
    const body = JSON.parse(rawBody.toString('utf8')) as SimNotification;
    const redactedBody = rawBody.toString('utf8');
    if (!body.isSigned) return { kind: 'refused', reason: 'bad_token', orderId: body.orderId, redactedBody };
    const { orderId, acquirerPaymentId, state } = body;
    const status: BankStatus = {
      orderId,
      acquirerPaymentId,
      terminal: TERMINAL,
      state,
      rawStatus: state.toUpperCase(),
      amountKopecks: body.kopecks === null ? null : kopecks(body.kopecks),
      errorCode: state === 'attempt_failed' ? '1051' : null,
      source: 'notification',
    };
    return { kind: 'status', status, redactedBody };
  }

  checkHealth(): Promise<void> {
    return Promise.resolve();
  }

  private told(order: SimOrder, source: BankStatusSource): BankStatus {
    order.lastTold.set(this.process.name, order.state);
    return statusOf(order, source);
  }
}

function statusOf(order: SimOrder, source: BankStatusSource): BankStatus {
  return {
    orderId: order.orderId,
    acquirerPaymentId: order.acquirerPaymentId,
    terminal: TERMINAL,
    state: order.state,
    rawStatus: order.state.toUpperCase(),
    amountKopecks: kopecks(order.kopecks),
    errorCode: order.state === 'attempt_failed' ? '1051' : null,
    source,
  };
}
