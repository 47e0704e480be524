import type { IdempotencyRecord, StoredResponse } from '../idempotency';
import { DuplicateRow, type IdempotencyRows } from '../ledger-store.port';

export class MemoryIdempotencyRows implements IdempotencyRows {
  constructor(private readonly rows: Map<string, IdempotencyRecord>) {}

  find(caller: string, key: string): Promise<IdempotencyRecord | null> {
    return Promise.resolve(this.rows.get(JSON.stringify([caller, key])) ?? null);
  }

  lock(caller: string, key: string): Promise<IdempotencyRecord | null> {
    return this.find(caller, key);
  }

  async insert(record: IdempotencyRecord): Promise<void> {
    const place = JSON.stringify([record.caller, record.key]);
    if (this.rows.has(place)) throw new DuplicateRow(`idempotency key of ${record.caller}`);
    this.rows.set(place, record);
    return Promise.resolve();
  }

  remove(caller: string, key: string): Promise<void> {
    this.rows.delete(JSON.stringify([caller, key]));
    return Promise.resolve();
  }

  complete(paymentId: string, response: StoredResponse): Promise<void> {
    for (const [place, record] of this.rows) {
      if (record.paymentId === paymentId) this.rows.set(place, { ...record, response });
    }
    return Promise.resolve();
  }
}
