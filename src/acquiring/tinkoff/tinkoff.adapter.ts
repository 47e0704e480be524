import type { AxiosInstance } from 'axios';
import type { BankStatus } from '../../ledger/bank-status';
import { AcquirerPort, type AcceptedOrder, type NewOrder, type NotificationReading } from '../acquirer.port';
import { cancel } from './cancel';
import { checkOrder } from './check-order';
import { getState } from './get-state';
import { checkHealth } from './health';
import { init } from './init';
import { readNotification } from './read-notification';
import { TinkoffClient } from './tinkoff-client';
import type { TinkoffOptions } from './tinkoff-options';

export type TinkoffAcquirerOptions = TinkoffOptions & {
  /** The HTTP client to use, with the agent for the bank (`createBankAgent`) in it. */
  readonly http: AxiosInstance;
};

/** Internet acquiring of T-Bank over its protocol v2, one terminal. */
export class TinkoffAcquirer extends AcquirerPort {
  readonly terminal: string;
  /** Bank's protocol v2: exactly these two letters, as plain text with status 200. */
  readonly acknowledgement = 'OK';
  private readonly client: TinkoffClient;

  constructor(private readonly options: TinkoffAcquirerOptions) {
    super();
    this.terminal = options.terminalKey;
    this.client = new TinkoffClient(options);
  }

  createOrder(order: NewOrder): Promise<AcceptedOrder> {
    return init(this.client, this.options.notificationUrl, order);
  }

  getState(acquirerPaymentId: string): Promise<BankStatus> {
    return getState(this.client, acquirerPaymentId);
  }

  findOrder(orderId: string): Promise<readonly BankStatus[]> {
    return checkOrder(this.client, orderId);
  }

  cancelOrder(acquirerPaymentId: string): Promise<BankStatus> {
    return cancel(this.client, acquirerPaymentId);
  }

  readNotification(rawBody: Buffer): NotificationReading {
    return readNotification(rawBody, this.options);
  }

  checkHealth(): Promise<void> {
    return checkHealth(this.client);
  }
}
