import { hostname } from 'node:os';
import { Logger } from '@nestjs/common';
import type { Settings } from '../config/settings';
import { FileJournal } from '../ledger/file-journal/file-journal';
import type { Journal } from '../ledger/journal.port';
import { NoJournal } from '../ledger/no-journal';
import type { Metrics } from '../operations/metrics';
import type { Clock } from '../shared/clock';

/** The journal outside the database, or none; what cannot be written is told, and stops nobody. */
export function journalOf(settings: Settings, clock: Clock, metrics: Metrics): Journal {
  const logger = new Logger('Journal');
  if (settings.JOURNAL_DIR === undefined) {
    logger.warn('JOURNAL_DIR is not set: after a restored backup nothing tells what the database has lost');
    return new NoJournal();
  }
  return new FileJournal({
    folder: settings.JOURNAL_DIR,
    writer: hostname(),
    keepDays: settings.JOURNAL_KEEP_DAYS,
    clock,
    onFailure: (error) => {
      metrics.journalFailed();
      logger.error({ err: error }, 'The journal could not be written; payments go on without it');
    },
  });
}
