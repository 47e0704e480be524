import { createHash, type Hash } from 'node:crypto';

/** What stands before the first link of the chain. */
export const NO_HASH = '0'.repeat(64);

type Value = string | number | Date | null;

/**
 * Values as one text that can be read in one way only. Each is written as the number of its bytes in UTF-8, a colon, itself and
 * a comma; what is absent as `-,`. A whole number is decimal, a moment ISO 8601 with milliseconds in UTC.
 */
export function encode(values: readonly Value[]): string {
  return values.map((value) => (value === null ? '-,' : measured(textOf(value)))).join('');
}

function textOf(value: Exclude<Value, null>): string {
  if (value instanceof Date) return value.toISOString();
  return String(value);
}

const measured = (text: string): string => `${String(Buffer.byteLength(text))}:${text},`;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A row of a closed day, without its hash. */
export interface RowToHash {
  readonly rowNo: number;
  readonly kind: string;
  readonly paymentId: string | null;
  readonly content: string;
}

/** SHA-256 in hex over the number of the row, its kind, the id of its payment and its content. */
export function rowHashOf({ rowNo, kind, paymentId, content }: RowToHash): string {
  return sha256(encode([rowNo, kind, paymentId, content]));
}

/** SHA-256 in hex over the hashes of rows, one after the other, in the order of their numbers. */
export class RowsHash {
  private readonly hash: Hash = createHash('sha256');

  add(rowHash: string): void {
    this.hash.update(rowHash);
  }

  /** Ends it: nothing can be added after. */
  digest(): string {
    return this.hash.digest('hex');
  }
}

/** The hash over the rows of a link that has none, as that of a reopening. */
export const NO_ROWS_HASH = new RowsHash().digest();

/** A link of the chain, without its hash. */
export interface LinkToHash {
  readonly sequence: number;
  readonly kind: 'close' | 'reopen';
  /** `YYYY-MM-DD` */
  readonly day: string;
  readonly rowCount: number;
  readonly rowsHash: string;
  readonly previousHash: string;
  readonly sealedAt: Date;
  readonly actor: string;
  readonly secondActor: string | null;
  readonly reason: string | null;
}

/** SHA-256 in hex over all fields of a link, in the order of the interface. */
export function linkHashOf(link: LinkToHash): string {
  const { sequence, kind, day, rowCount, rowsHash, previousHash, sealedAt, actor, secondActor, reason } =
    link;
  return sha256(
    encode([sequence, kind, day, rowCount, rowsHash, previousHash, sealedAt, actor, secondActor, reason]),
  );
}
