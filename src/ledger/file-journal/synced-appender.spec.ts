import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SyncedAppender } from './synced-appender';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'appender-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function appenderWith(sync: () => Promise<void>): SyncedAppender {
  return new SyncedAppender({
    file: () => join(folder, 'lines'),
    onOpen: () => Promise.resolve(),
    sync,
  });
}

describe('a synced appender', () => {
  it('lets nobody go on before the line is on the disk', async () => {
    let release = (): void => undefined;
    let tellSyncing = (): void => undefined;
    const syncing = new Promise<void>((resolve) => (tellSyncing = resolve));
    const appender = appenderWith(() => {
      tellSyncing();
      return new Promise((resolve) => (release = resolve));
    });
    let isDone = false;
    const appended = appender.append('one').then(() => (isDone = true));
    await syncing;
    expect(readOrNothing()).toContain('one');
    expect(isDone).toBe(false);
    release();
    await appended;
    await appender.close();
  });

  it('shares one sync among all that came while another ran', async () => {
    let syncs = 0;
    const appender = appenderWith(async () => {
      syncs += 1;
      await new Promise((resolve) => setTimeout(resolve, 20));
    });
    await Promise.all(Array.from({ length: 100 }, (_, i) => appender.append(`line ${String(i)}`)));
    expect(syncs).toBeLessThanOrEqual(3);
    expect(readOrNothing().trim().split('\n')).toHaveLength(100);
    await appender.close();
  });

  it('fails those whose lines did not reach the disk, and no other', async () => {
    let fails = true;
    const appender = appenderWith(() => (fails ? Promise.reject(new Error('EIO')) : Promise.resolve()));
    await expect(appender.append('lost')).rejects.toThrow('EIO');
    fails = false;
    await appender.append('kept');
    expect(readOrNothing()).toContain('kept');
    await appender.close();
  });

  function readOrNothing(): string {
    try {
      return readFileSync(join(folder, 'lines'), 'utf8');
    } catch {
      return '';
    }
  }
});
