import { rowHashOf, RowsHash } from '../../books/seal-hash';
import { integerOf } from '../../database/rows';
import type { SqlUnits } from '../../database/sql-units';
import type { SealLink } from '../seal-link';
import { fault, type SealFault, type Tell } from './seal-fault';

/** A frozen row with everything that its hash is taken over. */
export interface FrozenRow {
  readonly rowNo: number;
  readonly kind: string;
  readonly paymentId: string | null;
  readonly content: string;
  readonly rowHash: string;
}

interface Row {
  row_no: number | string;
  kind: string;
  payment_id: string | null;
  content: string;
  row_hash: string;
}

const CHUNK = 500;
const BEFORE_ALL = -2_147_483_648;

/** Every row that stands under a link, whatever its number, some at a time. */
export async function* frozenRows(units: SqlUnits, sequence: number): AsyncGenerator<readonly FrozenRow[]> {
  for (let after = BEFORE_ALL; ;) {
    const place = after;
    const rows = await units.alone((connection) =>
      connection.rows<Row>(
        `SELECT row_no, kind, payment_id, content, row_hash FROM closed_rows
          WHERE seal_sequence = ? AND row_no > ? ORDER BY row_no LIMIT ?`,
        [sequence, place, CHUNK],
      ),
    );
    const chunk = rows.map((row) => ({
      rowNo: integerOf(row.row_no),
      kind: row.kind,
      paymentId: row.payment_id,
      content: row.content,
      rowHash: row.row_hash,
    }));
    if (chunk.length > 0) yield chunk;
    after = chunk.at(-1)?.rowNo ?? after;
    if (chunk.length < CHUNK) return;
  }
}

/** Holds the rows under a link against their hashes, given in the order of their numbers. */
export class RowsCheck {
  private readonly hash = new RowsHash();
  private next = 1;
  private faults = 0;

  constructor(
    private readonly link: SealLink,
    private readonly tell: Tell,
  ) {}

  take(row: FrozenRow): void {
    const where = this.placeOf(row);
    if (row.rowNo < 1 || row.rowNo > this.link.rowCount) {
      this.say(fault('row_added', where));
      return;
    }
    this.missUntil(row.rowNo);
    const found = rowHashOf(row);
    if (found !== row.rowHash) this.say(fault('row_altered', { ...where, sealed: row.rowHash, found }));
    this.hash.add(found);
    this.next = row.rowNo + 1;
  }

  /** Nothing comes after. */
  end(): void {
    this.missUntil(this.link.rowCount + 1);
    const found = this.hash.digest();
    if (this.faults > 0 || found === this.link.rowsHash) return;
    const { day, sequence, rowsHash: sealed } = this.link;
    this.say(fault('rows_differ', { day, sequence, sealed, found }));
  }

  private missUntil(rowNo: number): void {
    const { day, sequence } = this.link;
    for (; this.next < rowNo; this.next += 1) {
      this.say(fault('row_missing', { day, sequence, rowNo: this.next }));
    }
  }

  private placeOf(row: FrozenRow): Partial<SealFault> {
    const { day, sequence } = this.link;
    return { day, sequence, rowNo: row.rowNo, paymentId: row.paymentId, orderId: orderOf(row) };
  }

  private say(found: SealFault): void {
    this.faults += 1;
    this.tell(found);
  }
}

/** What an altered content still says of its order. */
function orderOf({ content }: FrozenRow): string | null {
  return /"orderId":"([^"]{1,64})"/.exec(content)?.[1] ?? null;
}
