import { Journal, journalOrderOf, type JournalEntry } from '../../src/ledger/journal.port';
import type { Payment } from '../../src/ledger/payment';
import type { Posting } from '../../src/ledger/posting';
import type { Beat } from '../../src/ledger/quarantine';
import type { Clock } from '../../src/shared/clock';

/** A journal that outlives any ledger of a test. */
export class MemoryJournal extends Journal {
  readonly isKept = true;
  private openedIds: string[] = [];
  readonly kept: JournalEntry[] = [];
  beat: Beat | null = null;

  constructor(private readonly clock: Clock) {
    super();
  }

  opened = (payment: Payment): Promise<void> => {
    this.openedIds.push(payment.id);
    return this.keep({ kind: 'opened', at: this.clock.now(), order: journalOrderOf(payment) });
  };
  accepted = (payment: Payment): Promise<void> =>
    this.keep({ kind: 'accepted', at: this.clock.now(), order: journalOrderOf(payment) });
  posted = ({ kind, receipt, recordId, posterId }: Posting, payment: Payment): Promise<void> =>
    this.keep({
      kind: 'posted',
      at: this.clock.now(),
      order: journalOrderOf(payment),
      posting: { kind, receipt, recordId, posterId },
    });
  lastMark = (): Promise<Beat | null> => Promise.resolve(this.beat);

  takeOpened(): readonly string[] {
    const taken = this.openedIds;
    this.openedIds = [];
    return taken;
  }

  mark(beat: Beat): Promise<void> {
    this.beat = beat;
    return Promise.resolve();
  }

  async *entries(): AsyncIterable<JournalEntry> {
    yield* await Promise.resolve(this.kept);
  }

  private keep(entry: JournalEntry): Promise<void> {
    this.kept.push(entry);
    return Promise.resolve();
  }
}
