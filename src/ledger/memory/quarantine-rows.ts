import { DuplicateRow } from '../ledger-store.port';
import type { Quarantine } from '../quarantine';
import type { QuarantineRows } from '../quarantine-rows.port';
import { byId, byTime, insertNew, replaceVersioned } from './tables';

export class MemoryQuarantineRows implements QuarantineRows {
  constructor(private readonly rows: Map<string, Quarantine>) {}

  async insert(quarantine: Quarantine): Promise<void> {
    if (await this.open()) throw new DuplicateRow('an open quarantine');
    insertNew(this.rows, quarantine, () => false);
  }

  open(): Promise<Quarantine | null> {
    return Promise.resolve([...this.rows.values()].find(({ endedAt }) => endedAt === null) ?? null);
  }

  find(id: string): Promise<Quarantine | null> {
    return Promise.resolve(this.rows.get(id) ?? null);
  }

  lock(id: string): Promise<Quarantine | null> {
    return this.find(id);
  }

  async update(quarantine: Quarantine): Promise<void> {
    replaceVersioned(this.rows, quarantine);
    return Promise.resolve();
  }

  list(beforeId: string | null, limit: number): Promise<readonly Quarantine[]> {
    const rows = [...this.rows.values()].filter(({ id }) => beforeId === null || id < beforeId);
    return Promise.resolve(rows.sort(byId).reverse().slice(0, limit));
  }

  lastEndedAt(): Promise<Date | null> {
    const times = [...this.rows.values()].flatMap(({ endedAt }) => endedAt ?? []);
    return Promise.resolve(times.sort(byTime).at(-1) ?? null);
  }

  castsDoubtOn(madeAt: Date): Promise<boolean> {
    const casts = [...this.rows.values()].some(({ endedAt }) => endedAt === null || endedAt >= madeAt);
    return Promise.resolve(casts);
  }
}
