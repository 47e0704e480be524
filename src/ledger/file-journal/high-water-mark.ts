import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Beat } from '../quarantine';
import { syncFolder } from './day-files';

const schema = z.object({
  name: z.string().min(1),
  at: z.iso.datetime().transform((text) => new Date(text)),
});

/** The last sign of life that the database took, in a file that is replaced whole. */
export class HighWaterMark {
  private readonly file: string;

  constructor(private readonly folder: string) {
    this.file = join(folder, 'high-water-mark.json');
  }

  async write(beat: Beat): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const draft = `${this.file}.${beat.name.replace(/[^\w-]/g, '-')}`;
    const handle = await open(draft, 'w', 0o600);
    try {
      await handle.writeFile(JSON.stringify(beat));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, this.file);
    await syncFolder(this.folder);
  }

  /** Null when there is none, or none that can be read. */
  async read(): Promise<Beat | null> {
    try {
      return schema.safeParse(JSON.parse(await readFile(this.file, 'utf8'))).data ?? null;
    } catch {
      return null;
    }
  }
}
