import { createHash } from 'node:crypto';
import { mkdtemp, open, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { CommonProblems } from '../problem/common-problems';
import { Problem } from '../problem/problem';
import { wrongParameter } from './parameters';

/** The types under which a file may be uploaded. Only routes that take files hand such a body on, as a stream. */
export const FILE_TYPES = [
  'text/csv',
  'text/plain',
  'application/octet-stream',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
] as const;

const PIECE_BYTES = 65_536;

/** A file that was received whole. It is gone when the work on it ends, or the process. */
export interface UploadedFile {
  readonly sizeBytes: number;
  /** SHA-256 of the content, in hex. */
  readonly hash: string;
  /** The first bytes, at most so many. */
  head(bytes: number): Promise<Buffer>;
  /** So many bytes from a place on, fewer only at the end. */
  part(from: number, bytes: number): Promise<Buffer>;
  /**
   * The content, whole or in part; may be read again and again, also at the same time.
   * @param from the first byte
   * @param to the byte after the last
   */
  content(from?: number, to?: number): Readable;
}

/**
 * Receives the body of an upload route into a temporary file and works on it. A controller gets the body by
 * `@Body() body: unknown`; its route must be named in `body-parsers.ts`.
 * @throws Problem `unsupported_media_type` when the body is no file, `body_too_large` when it is longer than allowed,
 *   `malformed_body` when it broke off
 */
export async function withUploadedFile<T>(
  body: unknown,
  maxBytes: number,
  work: (file: UploadedFile) => Promise<T>,
): Promise<T> {
  if (!(body instanceof Readable)) throw new Problem(CommonProblems.unsupportedMediaType);
  const handle = await nameless();
  try {
    return await work(await received(body, maxBytes, handle));
  } finally {
    // What was not read is passed over, so that the sender can hear the answer. Not at once: who read it is just letting go.
    setImmediate(() => body.resume());
    await handle.close();
  }
}

/**
 * The name that the sender gives a file; for people alone, nothing is ever opened by it.
 * @throws Problem `validation_failed`
 */
export function fileNameOf(value: unknown): string {
  if (value === undefined)
    throw wrongParameter('fileName', 'missing', 'Укажите имя файла.', 'Name the file.');
  const name = typeof value === 'string' ? value.trim() : '';
  // eslint-disable-next-line no-control-regex -- a name is one line of text
  if (name.length > 0 && name.length <= 255 && !/[\u0000-\u001f\u007f/\\\ufffd]/.test(name)) return name;
  throw wrongParameter(
    'fileName',
    'wrong_format',
    'Нужно имя файла без пути, до 255 знаков.',
    'Must be the name of a file without a path, at most 255 characters.',
  );
}

/** A file that only its handle leads to, so that nothing of it can stay behind. */
async function nameless(): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), 'upload-'));
  try {
    return await open(join(folder, 'file'), 'wx+', 0o600);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function received(body: Readable, maxBytes: number, handle: FileHandle): Promise<UploadedFile> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  for await (const chunk of chunksOf(body)) {
    sizeBytes += chunk.length;
    if (sizeBytes > maxBytes) throw new Problem(CommonProblems.bodyTooLarge);
    hash.update(chunk);
    await handle.appendFile(chunk);
  }
  const part = async (from: number, bytes: number): Promise<Buffer> => {
    const length = Math.max(Math.min(bytes, sizeBytes - from), 0);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, from);
    return buffer.subarray(0, bytesRead);
  };
  return {
    sizeBytes,
    hash: hash.digest('hex'),
    head: (bytes) => part(0, bytes),
    part,
    content: (from = 0, to = sizeBytes) => Readable.from(pieces(part, from, Math.min(to, sizeBytes))),
  };
}

/** Read by hand: a stream of Node's own closes the file when it is not read to its end. */
async function* pieces(part: UploadedFile['part'], from: number, to: number): AsyncGenerator<Buffer> {
  for (let at = from; at < to; at += PIECE_BYTES) yield part(at, Math.min(PIECE_BYTES, to - at));
}

async function* chunksOf(body: Readable): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of body.iterator({ destroyOnReturn: false })) yield chunk as Buffer;
  } catch (cause) {
    throw new Problem(CommonProblems.malformedBody, { cause });
  }
}
