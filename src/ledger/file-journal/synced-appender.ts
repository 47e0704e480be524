import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

interface Waiting {
  readonly line: string;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

export interface AppenderOptions {
  /** The file to append to, asked before each write. */
  readonly file: () => string;
  /** Runs once a file was opened. */
  readonly onOpen: (file: string) => Promise<void>;
  readonly sync?: (handle: FileHandle) => Promise<void>;
}

const NEWLINE = 0x0a;

/** Appends lines and lets each caller go on when its line is on the disk. Lines that come while one write runs share the next. */
export class SyncedAppender {
  private waiting: Waiting[] = [];
  private isWriting = false;
  private current: { readonly file: string; readonly handle: FileHandle; size: number } | null = null;

  constructor(private readonly options: AppenderOptions) {}

  append(line: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ line, resolve, reject });
      if (!this.isWriting) void this.writeWaiting();
    });
  }

  async close(): Promise<void> {
    const { current } = this;
    this.current = null;
    await current?.handle.close().catch(() => undefined);
  }

  private async writeWaiting(): Promise<void> {
    this.isWriting = true;
    while (this.waiting.length > 0) {
      const batch = this.waiting;
      this.waiting = [];
      try {
        await this.write(batch.map(({ line }) => `${line}\n`).join(''));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        await this.close();
        for (const { reject } of batch) reject(error);
      }
    }
    this.isWriting = false;
  }

  private async write(text: string): Promise<void> {
    const target = await this.opened();
    const { handle } = target;
    const { size } = await handle.stat();
    // Somebody else wrote, or died while writing: a torn line must not swallow ours.
    const isTorn = size !== target.size && size > 0 && (await lastByte(handle, size)) !== NEWLINE;
    const bytes = Buffer.from(isTorn ? `\n${text}` : text);
    await handle.appendFile(bytes);
    await (this.options.sync ?? ((file) => file.datasync()))(handle);
    target.size = size + bytes.length;
  }

  private async opened() {
    const file = this.options.file();
    if (this.current?.file === file) return this.current;
    await this.close();
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    const handle = await open(file, 'a+', 0o600);
    this.current = { file, handle, size: 0 };
    await this.options.onOpen(file);
    return this.current;
  }
}

async function lastByte(handle: FileHandle, size: number): Promise<number | undefined> {
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer[0];
}
