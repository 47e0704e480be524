import { pipeline, type Readable, Transform } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import type { UploadedFile } from '../../shared/http/uploaded-file';
import { Problem } from '../../shared/problem/problem';
import { RegistryProblems } from '../registry-problems';

interface Entry {
  readonly method: number;
  readonly packedBytes: number;
  readonly headerAt: number;
}

const END_MARK = 0x06054b50;
const END_BYTES = 22;
const COMMENT_MAX = 65_535;
const ENTRY_MARK = 0x02014b50;
const ENTRY_BYTES = 46;
const LOCAL_MARK = 0x04034b50;
const LOCAL_BYTES = 30;
const DIRECTORY_MAX = 1_048_576;
const STORED = 0;
const DEFLATED = 8;

const damaged = (cause?: unknown): Problem => new Problem(RegistryProblems.damaged, { cause });

/** The parts of a ZIP file by its directory. Larger than 4 GiB and encrypted ones are not read. */
export class ZipArchive {
  private constructor(
    private readonly file: UploadedFile,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  /** @throws Problem `registry_damaged` when there is no directory that can be read */
  static async open(file: UploadedFile): Promise<ZipArchive> {
    const tailBytes = Math.min(file.sizeBytes, END_BYTES + COMMENT_MAX);
    const tail = await file.part(file.sizeBytes - tailBytes, tailBytes);
    const end = lastMark(tail);
    const bytes = tail.readUInt32LE(end + 12);
    const from = tail.readUInt32LE(end + 16);
    if (bytes > DIRECTORY_MAX || from + bytes > file.sizeBytes) throw damaged();
    return new ZipArchive(file, entriesOf(await file.part(from, bytes)));
  }

  names(): readonly string[] {
    return [...this.entries.keys()];
  }

  /**
   * What a part holds, unpacked; null when there is no such part.
   * @param maxBytes unpacked ones; a part that has more ends in `registry_damaged`
   */
  async read(name: string, maxBytes: number): Promise<Readable | null> {
    const entry = this.entries.get(name);
    if (!entry) return null;
    const header = await this.file.part(entry.headerAt, LOCAL_BYTES);
    if (header.length < LOCAL_BYTES || header.readUInt32LE(0) !== LOCAL_MARK) throw damaged();
    const from = entry.headerAt + LOCAL_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
    const packed = this.file.content(from, from + entry.packedBytes);
    // A failure of any of them is that of the last, which is read.
    const heard = (): void => undefined;
    if (entry.method === STORED) return pipeline(packed, bounded(maxBytes), heard);
    return pipeline(packed, createInflateRaw(), bounded(maxBytes), heard);
  }
}

function lastMark(tail: Buffer): number {
  for (let at = tail.length - END_BYTES; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) === END_MARK) return at;
  }
  throw damaged();
}

function entriesOf(directory: Buffer): ReadonlyMap<string, Entry> {
  const entries = new Map<string, Entry>();
  let at = 0;
  while (at + ENTRY_BYTES <= directory.length) {
    if (directory.readUInt32LE(at) !== ENTRY_MARK) throw damaged();
    const method = directory.readUInt16LE(at + 10);
    const isEncrypted = (directory.readUInt16LE(at + 8) & 1) === 1;
    if (isEncrypted || (method !== STORED && method !== DEFLATED)) throw damaged();
    const nameBytes = directory.readUInt16LE(at + 28);
    const name = directory.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes);
    entries.set(name, {
      method,
      packedBytes: directory.readUInt32LE(at + 20),
      headerAt: directory.readUInt32LE(at + 42),
    });
    at += ENTRY_BYTES + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

function bounded(maxBytes: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length;
      if (bytes > maxBytes) done(damaged());
      else done(null, chunk);
    },
  });
}
