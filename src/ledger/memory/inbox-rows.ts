import type { InboxEntry } from '../inbox-entry';
import type { InboxRows } from '../ledger-store.port';
import { byTime, insertNew } from './tables';

export class MemoryInboxRows implements InboxRows {
  constructor(private readonly rows: Map<string, InboxEntry>) {}

  async insert(entry: InboxEntry): Promise<void> {
    insertNew(this.rows, entry, () => false);
    return Promise.resolve();
  }

  update(entry: InboxEntry): Promise<void> {
    const row = this.rows.get(entry.id);
    if (row) {
      const { outcome, reason, processedAt } = entry;
      this.rows.set(row.id, { ...row, outcome, reason, processedAt });
    }
    return Promise.resolve();
  }

  find(id: string): Promise<InboxEntry | null> {
    return Promise.resolve(this.rows.get(id) ?? null);
  }

  lock(id: string): Promise<InboxEntry | null> {
    return this.find(id);
  }

  hasContent(contentHash: string): Promise<boolean> {
    return Promise.resolve([...this.rows.values()].some((row) => row.contentHash === contentHash));
  }

  unapplied(before: Date, limit: number): Promise<readonly InboxEntry[]> {
    const rows = [...this.rows.values()].filter(
      (row) => row.processedAt === null && row.receivedAt <= before,
    );
    return Promise.resolve(rows.sort((a, b) => byTime(a.receivedAt, b.receivedAt)).slice(0, limit));
  }
}
