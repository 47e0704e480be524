import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { JournalEntry } from '../journal.port';
import { entryOf } from './entry-lines';

/** The entries of one file. What cannot be read is told, but for a last line that a crash has torn. */
export async function readEntries(file: string): Promise<readonly JournalEntry[]> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    // Pruned meanwhile.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  });
  // Behind the last line break stands nothing, or what a crash left of a line.
  const lines = text.split('\n').slice(0, -1);
  return lines.flatMap((line, i): JournalEntry[] => {
    if (line === '') return [];
    return [entryOf(line) ?? { kind: 'unreadable', where: `${basename(file)}:${String(i + 1)}` }];
  });
}
