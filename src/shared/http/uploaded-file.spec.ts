import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { finished } from 'node:stream/promises';
import { Problem } from '../problem/problem';
import { fileNameOf, withUploadedFile } from './uploaded-file';

const failureOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Problem ? error.kind.code : String(error)),
  );

const leftBehind = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('upload-'));

describe('an uploaded file', () => {
  const bytes = Buffer.from('первая строка\r\nвторая строка\r\n');
  const body = (): Readable => Readable.from([bytes.subarray(0, 5), bytes.subarray(5)]);

  it('can be looked at and read again and again, and is known by its hash', async () => {
    const before = leftBehind();
    const seen = await withUploadedFile(body(), 100, async (file) => {
      expect(leftBehind()).toEqual(before);
      const [first, second] = await Promise.all([buffer(file.content()), buffer(file.content())]);
      return { ...file, first, second, third: await buffer(file.content()), head: await file.head(4) };
    });
    expect(seen).toMatchObject({ sizeBytes: bytes.length, first: bytes, second: bytes, third: bytes });
    expect(seen.head).toEqual(bytes.subarray(0, 4));
    expect(seen.hash).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  it('can be read in part', async () => {
    const seen = await withUploadedFile(body(), 100, async (file) => [
      await file.part(3, 4),
      await file.part(bytes.length - 1, 10),
      await file.part(bytes.length, 10),
      await buffer(file.content(3, 7)),
      await buffer(file.content(3, 3)),
    ]);
    const none = Buffer.alloc(0);
    expect(seen).toEqual([bytes.subarray(3, 7), bytes.subarray(-1), none, bytes.subarray(3, 7), none]);
  });

  it('can be read again after a reading that was given up', async () => {
    const seen = await withUploadedFile(body(), 100, async (file) => {
      for await (const piece of file.content()) if ((piece as Buffer).length > 0) break;
      return buffer(file.content());
    });
    expect(seen).toEqual(bytes);
  });

  it('may be as long as allowed and not a byte longer', async () => {
    const sizeOf = (max: number): Promise<string> =>
      failureOf(withUploadedFile(body(), max, () => Promise.resolve()));
    expect(await sizeOf(bytes.length)).toBe('done');
    expect(await sizeOf(bytes.length - 1)).toBe('body_too_large');
  });

  it('may be empty', async () => {
    const read = withUploadedFile(Readable.from([]), 10, async (file) => [
      file.sizeBytes,
      await file.head(4),
    ]);
    expect(await read).toEqual([0, Buffer.alloc(0)]);
  });

  it('that breaks off is worked on by nobody', async () => {
    const broken = Readable.from(
      (function* () {
        yield bytes;
        throw new Error('aborted');
      })(),
    );
    const work = jest.fn();
    expect(await failureOf(withUploadedFile(broken, 100, work))).toBe('malformed_body');
    expect(work).not.toHaveBeenCalled();
  });

  it('is no parsed body, and not nothing', async () => {
    for (const other of [undefined, null, {}, 'text', Buffer.from('x')]) {
      expect(await failureOf(withUploadedFile(other, 10, () => Promise.resolve()))).toBe(
        'unsupported_media_type',
      );
    }
  });

  it('is read to its end when the work on it fails', async () => {
    const rest = body();
    expect(await failureOf(withUploadedFile(rest, 1, () => Promise.resolve()))).toBe('body_too_large');
    await finished(rest);
    expect(rest.readableEnded).toBe(true);
  });
});

describe('the name of a file', () => {
  it.each(['a.csv', 'Реестр за 24.11.2026 (1).xlsx', 'x'.repeat(255), '..'])('may be %j', (name) => {
    expect(fileNameOf(name)).toBe(name);
  });

  it('is trimmed', () => {
    expect(fileNameOf(' a.csv ')).toBe('a.csv');
  });

  it.each([
    undefined,
    '',
    '  ',
    'x'.repeat(256),
    '../a.csv',
    'c:\\a.csv',
    'a\nb',
    'a\u0000',
    '\ufffd',
    ['a', 'b'],
    {},
  ])('may not be %j', (name) => {
    expect(() => fileNameOf(name)).toThrow('validation_failed');
  });
});
