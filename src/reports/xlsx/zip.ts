import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createDeflateRaw } from 'node:zlib';

/** One file of an archive; its content is read when its turn comes. */
export interface ZipEntry {
  readonly name: string;
  readonly content: AsyncIterable<string> | Iterable<string>;
}

interface Written {
  readonly name: Buffer;
  readonly offset: number;
  readonly checksum: number;
  readonly packedSize: number;
  readonly size: number;
}

const LOCAL = 0x04034b50;
const DESCRIPTOR = 0x08074b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20;
/** Sizes follow the content, and names are UTF-8. */
const FLAGS = 0x0808;
const DEFLATE = 8;
/** 1980-01-01: the same content makes the same archive at any time. */
const DATE = 0x0021;
const SIZE_MAX = 0xffffffff;
/** Most of what can be saved for a third of the time of the usual level. */
const LEVEL = 2;
const PIECE_BYTES = 64 * 1024;

/**
 * A zip archive of entries, made as it is read: what a slow reader does not take is not read from the entries either.
 * @throws RangeError for more than the format can hold: 4 GiB, of an entry or of all
 */
export async function* zipOf(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Buffer> {
  const written: Written[] = [];
  let offset = 0;
  for await (const entry of entries) {
    const name = Buffer.from(entry.name);
    const head = localHead(name);
    yield head;
    const sizes = { checksum: 0, packedSize: 0, size: 0 };
    for await (const piece of packed(entry.content, sizes)) {
      sizes.packedSize += piece.length;
      yield piece;
    }
    const tail = descriptorOf(sizes);
    yield tail;
    written.push({ name, offset, ...sizes });
    offset += head.length + sizes.packedSize + tail.length;
    if (Math.max(offset, sizes.size) > SIZE_MAX) throw new RangeError('Too large for a zip archive');
  }
  yield directoryOf(written, offset);
}

/** The content packed, with its size and checksum told to `sizes`. */
async function* packed(
  content: ZipEntry['content'],
  sizes: { checksum: number; size: number },
): AsyncGenerator<Buffer> {
  const measured = async function* (): AsyncGenerator<Buffer> {
    for await (const text of content) {
      const bytes = Buffer.from(text);
      sizes.checksum = crc32(bytes, sizes.checksum);
      sizes.size += bytes.length;
      yield bytes;
    }
  };
  const deflate = createDeflateRaw({ level: LEVEL, chunkSize: PIECE_BYTES });
  const source = Readable.from(measured(), { objectMode: true, highWaterMark: 1 });
  // How it went is told to whoever reads the packed side.
  pipeline(source, deflate).catch(() => undefined);
  for await (const piece of deflate) yield piece as Buffer;
}

function numbers(...values: readonly [bytes: 2 | 4, value: number][]): Buffer {
  const buffer = Buffer.alloc(values.reduce((sum, [bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [bytes, value] of values) at = buffer.writeUIntLE(value, at, bytes);
  return buffer;
}

function localHead(name: Buffer): Buffer {
  const head = numbers(
    [4, LOCAL],
    [2, VERSION],
    [2, FLAGS],
    [2, DEFLATE],
    [2, 0],
    [2, DATE],
    [4, 0],
    [4, 0],
    [4, 0],
    [2, name.length],
    [2, 0],
  );
  return Buffer.concat([head, name]);
}

function descriptorOf({
  checksum,
  packedSize,
  size,
}: Pick<Written, 'checksum' | 'packedSize' | 'size'>): Buffer {
  if (packedSize > SIZE_MAX || size > SIZE_MAX) throw new RangeError('Too large for a zip archive');
  return numbers([4, DESCRIPTOR], [4, checksum], [4, packedSize], [4, size]);
}

function centralHead({ name, offset, checksum, packedSize, size }: Written): Buffer {
  const head = numbers(
    [4, CENTRAL],
    [2, VERSION],
    [2, VERSION],
    [2, FLAGS],
    [2, DEFLATE],
    [2, 0],
    [2, DATE],
    [4, checksum],
    [4, packedSize],
    [4, size],
    [2, name.length],
    [2, 0],
    [2, 0],
    [2, 0],
    [2, 0],
    [4, 0],
    [4, offset],
  );
  return Buffer.concat([head, name]);
}

function directoryOf(written: readonly Written[], offset: number): Buffer {
  const directory = Buffer.concat(written.map(centralHead));
  const end = numbers(
    [4, END],
    [2, 0],
    [2, 0],
    [2, written.length],
    [2, written.length],
    [4, directory.length],
    [4, offset],
    [2, 0],
  );
  return Buffer.concat([directory, end]);
}
