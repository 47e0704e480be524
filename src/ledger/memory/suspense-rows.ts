import type { SuspenseCase, SuspenseEvent } from '../suspense-case';
import { isSettledCase } from '../suspense-case';
import type { SuspenseFilter, SuspenseRows } from '../suspense-rows.port';
import { byId, insertNew, replaceVersioned, type Tables } from './tables';

export class MemorySuspenseRows implements SuspenseRows {
  private readonly rows: Map<string, SuspenseCase>;
  private readonly lines: Map<string, SuspenseEvent>;

  constructor(tables: Pick<Tables, 'suspense' | 'suspenseEvents'>) {
    this.rows = tables.suspense;
    this.lines = tables.suspenseEvents;
  }

  async insert(suspense: SuspenseCase): Promise<void> {
    insertNew(this.rows, suspense, ({ identity }) => identity === suspense.identity);
    return Promise.resolve();
  }

  find(id: string): Promise<SuspenseCase | null> {
    return Promise.resolve(this.rows.get(id) ?? null);
  }

  findByIdentity(identity: string): Promise<SuspenseCase | null> {
    return Promise.resolve([...this.rows.values()].find((row) => row.identity === identity) ?? null);
  }

  lock(id: string): Promise<SuspenseCase | null> {
    return this.find(id);
  }

  async update(suspense: SuspenseCase): Promise<void> {
    replaceVersioned(this.rows, suspense);
    return Promise.resolve();
  }

  list(
    { state, kind }: SuspenseFilter,
    beforeId: string | null,
    limit: number,
  ): Promise<readonly SuspenseCase[]> {
    const rows = [...this.rows.values()].filter(
      (row) =>
        (beforeId === null || row.id < beforeId) &&
        (!state || row.state === state) &&
        (!kind || row.kind === kind),
    );
    return Promise.resolve(rows.sort(byId).reverse().slice(0, limit));
  }

  unsettled(afterId: string | null, limit: number): Promise<readonly SuspenseCase[]> {
    const rows = [...this.rows.values()].filter((row) => !isSettledCase(row) && row.id > (afterId ?? ''));
    return Promise.resolve(rows.sort(byId).slice(0, limit));
  }

  async append(event: Omit<SuspenseEvent, 'sequence'>): Promise<void> {
    const sequence = (await this.events(event.caseId)).length + 1;
    this.lines.set(`${event.caseId} ${sequence}`, { ...event, sequence });
  }

  events(caseId: string): Promise<readonly SuspenseEvent[]> {
    const lines = [...this.lines.values()].filter((line) => line.caseId === caseId);
    return Promise.resolve(lines.sort((a, b) => a.sequence - b.sequence));
  }
}
