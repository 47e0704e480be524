import { Readable } from 'node:stream';
import { withUploadedFile, type UploadedFile } from '../../src/shared/http/uploaded-file';

/** Works on bytes as if they had been uploaded, in pieces of a size that cuts characters and lines. */
export function uploaded<T>(
  content: Buffer | string,
  work: (file: UploadedFile) => Promise<T>,
  pieceBytes = 7_919,
): Promise<T> {
  const bytes = Buffer.from(content);
  const pieces = Array.from({ length: Math.ceil(bytes.length / pieceBytes) }, (_, at) =>
    bytes.subarray(at * pieceBytes, (at + 1) * pieceBytes),
  );
  return withUploadedFile(Readable.from(pieces), bytes.length, work);
}
