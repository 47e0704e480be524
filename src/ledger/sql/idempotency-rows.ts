import { isDuplicateEntry } from '../../database/sql';
import type { IdempotencyRecord, StoredResponse } from '../idempotency';
import { DuplicateRow, type IdempotencyRows } from '../ledger-store.port';
import { insertRow, type Connection } from './connection';

interface Row {
  caller: string;
  idempotency_key: string;
  fingerprint: string;
  payment_id: string;
  response_status: number | null;
  response_body: string | null;
  created_at: Date;
}

function toRecord(row: Row): IdempotencyRecord {
  const { response_status: status, response_body: body } = row;
  return {
    caller: row.caller,
    key: row.idempotency_key,
    fingerprint: row.fingerprint,
    paymentId: row.payment_id,
    response: status === null || body === null ? null : { status, body: JSON.parse(body) as unknown },
    createdAt: row.created_at,
  };
}

const BY_KEY = 'SELECT * FROM idempotency_keys WHERE caller = ? AND idempotency_key = ?';

export class SqlIdempotencyRows implements IdempotencyRows {
  constructor(private readonly connection: Connection) {}

  async find(caller: string, key: string): Promise<IdempotencyRecord | null> {
    return this.one(BY_KEY, caller, key);
  }

  async lock(caller: string, key: string): Promise<IdempotencyRecord | null> {
    return this.one(`${BY_KEY} FOR UPDATE`, caller, key);
  }

  async insert(record: IdempotencyRecord): Promise<void> {
    try {
      await insertRow(this.connection, 'idempotency_keys', {
        caller: record.caller,
        idempotency_key: record.key,
        fingerprint: record.fingerprint,
        payment_id: record.paymentId,
        response_status: record.response?.status ?? null,
        response_body: record.response ? JSON.stringify(record.response.body) : null,
        created_at: record.createdAt,
      });
    } catch (error) {
      throw isDuplicateEntry(error) ? new DuplicateRow(`idempotency key of ${record.caller}`) : error;
    }
  }

  async remove(caller: string, key: string): Promise<void> {
    await this.connection.write('DELETE FROM idempotency_keys WHERE caller = ? AND idempotency_key = ?', [
      caller,
      key,
    ]);
  }

  async complete(paymentId: string, response: StoredResponse): Promise<void> {
    await this.connection.write(
      'UPDATE idempotency_keys SET response_status = ?, response_body = ? WHERE payment_id = ?',
      [response.status, JSON.stringify(response.body), paymentId],
    );
  }

  private async one(text: string, caller: string, key: string): Promise<IdempotencyRecord | null> {
    const [row] = await this.connection.rows<Row>(text, [caller, key]);
    return row ? toRecord(row) : null;
  }
}
