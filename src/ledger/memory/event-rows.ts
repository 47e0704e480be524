import type { EventRows } from '../ledger-store.port';
import type { PaymentEvent } from '../payment-event';
import { insertNew } from './tables';

export class MemoryEventRows implements EventRows {
  constructor(private readonly rows: Map<string, PaymentEvent>) {}

  async append(event: PaymentEvent): Promise<void> {
    insertNew(this.rows, event, () => false);
    return Promise.resolve();
  }

  ofPayment(paymentId: string): Promise<readonly PaymentEvent[]> {
    return Promise.resolve([...this.rows.values()].filter((event) => event.paymentId === paymentId));
  }
}
