import { Journal, journalOrderOf, type JournalEntry } from '../../src/ledger/journal.port';
import type { Payment } from '../../src/ledger/payment';
import type { Posting } from '../../src/ledger/posting';
import type { Beat } from '../../src/ledger/quarantine';
import type { SimProcess } from './sim-process';

/** The disk of one machine: what was written on it outlives every process and every restored backup. */
export interface SimDisk {
  readonly entries: JournalEntry[];
  mark: Beat | null;
}

/** A process's way to the journal on its machine's disk. */
export class SimJournal extends Journal {
  readonly isKept = true;
  private openedIds: string[] = [];

  constructor(
    private readonly disk: SimDisk,
    private readonly process: SimProcess,
  ) {
    super();
  }

  takeOpened(): readonly string[] {
    const taken = this.openedIds;
    this.openedIds = [];
    return taken;
  }

  opened(payment: Payment): Promise<void> {
    this.openedIds.push(payment.id);
    return this.append({ kind: 'opened', at: this.process.clock.now(), order: journalOrderOf(payment) });
  }

  accepted(payment: Payment): Promise<void> {
    return this.append({ kind: 'accepted', at: this.process.clock.now(), order: journalOrderOf(payment) });
  }

  posted({ kind, receipt, recordId, posterId }: Posting, payment: Payment): Promise<void> {
    const posting = { kind, receipt, recordId, posterId };
    return this.append({
      kind: 'posted',
      at: this.process.clock.now(),
      order: journalOrderOf(payment),
      posting,
    });
  }

  async mark(beat: Beat): Promise<void> {
    await this.process.pause('marks its sign of life');
    this.disk.mark = beat;
  }

  lastMark(): Promise<Beat | null> {
    return Promise.resolve(this.disk.mark);
  }

  async *entries(): AsyncIterable<JournalEntry> {
    await this.process.pause('reads its journal');
    yield* this.disk.entries.slice();
  }

  private async append(entry: JournalEntry): Promise<void> {
    await this.process.pause('writes its journal');
    this.disk.entries.push(entry);
  }
}
