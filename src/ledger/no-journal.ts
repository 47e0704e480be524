import { Journal, type JournalEntry } from './journal.port';
import type { Beat } from './quarantine';

/** Keeps nothing: after a restore, orders made since the backup are known to bank and billing alone. */
export class NoJournal extends Journal {
  readonly isKept = false;

  takeOpened = (): readonly string[] => [];
  opened = (): Promise<void> => Promise.resolve();
  accepted = (): Promise<void> => Promise.resolve();
  posted = (): Promise<void> => Promise.resolve();
  mark = (): Promise<void> => Promise.resolve();
  lastMark = (): Promise<Beat | null> => Promise.resolve(null);

  async *entries(): AsyncIterable<JournalEntry> {
    // Nothing was kept.
  }
}
