import type { Clock } from '../../shared/clock';
import { Journal, type JournalEntry } from '../journal.port';
import type { Payment } from '../payment';
import type { Posting } from '../posting';
import type { Beat } from '../quarantine';
import { dayFile, dayFiles, prune, syncFolder } from './day-files';
import { lineOf } from './entry-lines';
import { HighWaterMark } from './high-water-mark';
import { readEntries } from './read-entries';
import { SyncedAppender } from './synced-appender';

export interface FileJournalOptions {
  readonly folder: string;
  /** Names the machine among those that write into the folder. */
  readonly writer: string;
  /** Days on which something happened, of which the entries are kept. */
  readonly keepDays: number;
  readonly clock: Clock;
  readonly onFailure: (error: unknown) => void;
}

/** A disk that hangs holds a payment up no longer than this. */
const PATIENCE_MS = 1_000;

/**
 * One JSON line for each entry, one file for each day by UTC and for each machine. Replicas may share a folder, and then each
 * reads what all have written.
 */
export class FileJournal extends Journal {
  readonly isKept = true;
  private openedIds: string[] = [];
  private readonly appender: SyncedAppender;
  private readonly highWater: HighWaterMark;

  constructor(private readonly options: FileJournalOptions) {
    super();
    const { folder, writer, keepDays, clock } = options;
    this.highWater = new HighWaterMark(folder);
    this.appender = new SyncedAppender({
      file: () => dayFile(folder, clock.now(), writer),
      onOpen: async () => {
        await syncFolder(folder);
        await prune(folder, keepDays);
      },
    });
  }

  takeOpened(): readonly string[] {
    const taken = this.openedIds;
    this.openedIds = [];
    return taken;
  }

  opened(payment: Payment): Promise<void> {
    this.openedIds.push(payment.id);
    return this.append(lineOf('opened', this.options.clock.now(), payment));
  }

  accepted(payment: Payment): Promise<void> {
    return this.append(lineOf('accepted', this.options.clock.now(), payment));
  }

  posted(posting: Posting, payment: Payment): Promise<void> {
    return this.append(lineOf('posted', this.options.clock.now(), payment, posting));
  }

  async mark(beat: Beat): Promise<void> {
    await this.highWater.write(beat).catch(this.options.onFailure);
  }

  lastMark(): Promise<Beat | null> {
    return this.highWater.read();
  }

  async *entries(): AsyncIterable<JournalEntry> {
    for (const file of await dayFiles(this.options.folder)) yield* await readEntries(file);
  }

  /** Nothing more is written; the hook of the application's end calls it. */
  onApplicationShutdown(): Promise<void> {
    return this.appender.close();
  }

  private async append(line: string): Promise<void> {
    const { clock, onFailure } = this.options;
    const timer = new AbortController();
    const written = this.appender
      .append(line)
      .catch(onFailure)
      .finally(() => timer.abort());
    const isInTime = await Promise.race([
      written.then(() => true),
      clock.sleep(PATIENCE_MS, timer.signal).then(() => timer.signal.aborted),
    ]);
    if (!isInTime) onFailure(new Error(`The journal took longer than ${String(PATIENCE_MS)} ms`));
  }
}
