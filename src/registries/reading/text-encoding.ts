import type { Readable } from 'node:stream';
import type { UploadedFile } from '../../shared/http/uploaded-file';
import { Problem } from '../../shared/problem/problem';
import { RegistryProblems } from '../registry-problems';

export type Encoding = 'utf-8' | 'windows-1251';

const HEAD_BYTES = 4_096;
const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * The encoding of a text file: UTF-8 where all of it is, else that of Russian Windows.
 * @throws Problem for UTF-16, which shows by its mark or by zero bytes, and for what is marked as UTF-8 and is none
 */
export async function encodingOf(file: UploadedFile): Promise<Encoding> {
  const head = await file.head(HEAD_BYTES);
  const mark = head.length < 2 ? 0 : head.readUInt16BE(0);
  const isUtf16 = mark === 0xfffe || mark === 0xfeff || head.includes(0);
  if (!isUtf16 && (await isUtf8(file.content()))) return 'utf-8';
  if (isUtf16 || head.subarray(0, 3).equals(UTF8_MARK))
    throw new Problem(RegistryProblems.encodingUnsupported);
  return 'windows-1251';
}

async function isUtf8(content: Readable): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of content) decoder.decode(chunk as Buffer, { stream: true });
    decoder.decode();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return false;
    throw error;
  }
}

/** Bytes as text, piece by piece; a character may be cut by the end of a piece. The mark at the beginning is left out. */
export async function* textOf(bytes: Readable, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of bytes) {
    const text = decoder.decode(chunk as Buffer, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}
