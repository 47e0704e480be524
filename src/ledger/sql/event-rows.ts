import type { EventRows } from '../ledger-store.port';
import type { PaymentEvent, PaymentEventType } from '../payment-event';
import type { PaymentStatus } from '../transitions';
import type { Connection } from './connection';

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

/** The line takes the next place; whoever takes it at the same time on another node of a cluster fails at the commit. */
const APPEND = `INSERT INTO payment_events
    (id, payment_id, at, type, actor, from_status, to_status, evidence, sequence)
  SELECT ?, ?, ?, ?, ?, ?, ?, ?, COALESCE(MAX(sequence), 0) + 1 FROM payment_events WHERE payment_id = ?`;

export class SqlEventRows implements EventRows {
  constructor(private readonly connection: Connection) {}

  async append(event: PaymentEvent): Promise<void> {
    const { id, paymentId, at, type, actor, from, to, evidence } = event;
    await this.connection.write(APPEND, [
      id,
      paymentId,
      at,
      type,
      actor,
      from,
      to,
      JSON.stringify(evidence),
      paymentId,
    ]);
  }

  async ofPayment(paymentId: string): Promise<readonly PaymentEvent[]> {
    const rows = await this.connection.rows<Row>(
      'SELECT * FROM payment_events WHERE payment_id = ? ORDER BY sequence, id',
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
