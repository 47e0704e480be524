import { open, readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';

const NAME = /^\d{4}-\d{2}-\d{2}\.[\w-]+\.jsonl$/;
const DAY_LENGTH = 10;

/** One file for each day and each writer: a file system over a network keeps no order between writers of one file. */
export function dayFile(folder: string, now: Date, writer: string): string {
  return join(folder, `${dayOf(now.toISOString())}.${writer.replace(/[^\w-]/g, '-')}.jsonl`);
}

const dayOf = (text: string): string => text.slice(0, DAY_LENGTH);

/** The files of all writers, the oldest first; none when there is no folder yet. */
export async function dayFiles(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  });
  return names
    .filter((name) => NAME.test(name))
    .sort()
    .map((name) => join(folder, name));
}

/**
 * Keeps the newest days on which something happened. Counted and not dated: a clock that jumps ahead must not take the whole
 * journal with it.
 */
export async function prune(folder: string, keepDays: number): Promise<void> {
  const files = await dayFiles(folder);
  const days = [...new Set(files.map((file) => dayOf(basename(file))))];
  const kept = new Set(days.slice(-keepDays));
  for (const file of files) if (!kept.has(dayOf(basename(file)))) await rm(file, { force: true });
}

/** Makes what was created or renamed in a folder outlive a loss of power. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
