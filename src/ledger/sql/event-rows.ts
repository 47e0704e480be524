import type { EventRows } from '../ledger-store.port';
import type { PaymentEvent, PaymentEventType } from '../payment-event';
import type { PaymentStatus } from '../transitions';
import { insertRow, type Connection } from './connection';

interface Row {
  id: string;
  payment_id: string;
  at: Date;
  type: PaymentEventType;
  actor: string;
  from_status: PaymentStatus | null;
  to_status: PaymentStatus | null;
  evidence: string;
}

export class SqlEventRows implements EventRows {
  constructor(private readonly connection: Connection) {}

  async append(event: PaymentEvent): Promise<void> {
    await insertRow(this.connection, 'payment_events', {
      id: event.id,
      payment_id: event.paymentId,
      at: event.at,
      type: event.type,
      actor: event.actor,
      from_status: event.from,
      to_status: event.to,
      evidence: JSON.stringify(event.evidence),
    });
  }

  async ofPayment(paymentId: string): Promise<readonly PaymentEvent[]> {
    const rows = await this.connection.rows<Row>(
      'SELECT * FROM payment_events WHERE payment_id = ? ORDER BY id',
      [paymentId],
    );
    return rows.map((row) => ({
      id: row.id,
      paymentId: row.payment_id,
      at: row.at,
      type: row.type,
      actor: row.actor,
      from: row.from_status,
      to: row.to_status,
      evidence: JSON.parse(row.evidence) as PaymentEvent['evidence'],
    }));
  }
}
