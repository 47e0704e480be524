import { Problem } from '../../shared/problem/problem';
import type { Cell } from '../reading/table';
import { RegistryProblems } from '../registry-problems';
import { FIELD_WORDS, REGISTRY_FIELDS, USUAL_COLUMNS, type ColumnNames, type RegistryField } from './columns';

/** Where each field stands in a row. */
export type Heading = {
  readonly width: number;
  readonly places: ReadonlyMap<RegistryField, number>;
};

/** Each of these sets needs one. */
const NEEDED: readonly (readonly RegistryField[])[] = [
  ['paymentId', 'orderId'],
  ['operation', 'status'],
  ['amount'],
  ['date'],
];

function keyOf(cell: Cell | undefined): string {
  if (typeof cell !== 'string') return '';
  return cell
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** The names of each field, those of the settings before the usual ones. */
export class Columns {
  private readonly keys: ReadonlyMap<RegistryField, readonly string[]>;

  constructor(own: ColumnNames) {
    this.keys = new Map(
      REGISTRY_FIELDS.map((field) => [field, [...(own[field] ?? []), ...USUAL_COLUMNS[field]].map(keyOf)]),
    );
  }

  /** Reads a row as a heading; null when it has not all that is needed. */
  heading(cells: readonly Cell[]): Heading | null {
    const heading = this.read(cells);
    return missingIn(heading).length === 0 ? heading : null;
  }

  /** The refusal of a file whose best row has not all that is needed. */
  refusal(rows: readonly (readonly Cell[])[]): Problem {
    const [fewest = NEEDED.map(wordsOf)] = rows
      .map((cells) => missingIn(this.read(cells)))
      .sort((one, other) => one.length - other.length);
    return new Problem(RegistryProblems.columnsMissing, { params: { columns: fewest.join(', ') } });
  }

  private read(cells: readonly Cell[]): Heading {
    const found = cells.map(keyOf);
    const places = new Map<RegistryField, number>();
    for (const [field, keys] of this.keys) {
      const key = keys.find((candidate) => candidate !== '' && found.includes(candidate));
      if (key !== undefined) places.set(field, found.indexOf(key));
    }
    return { width: cells.length, places };
  }
}

const wordsOf = (fields: readonly RegistryField[]): string =>
  fields.map((field) => `${FIELD_WORDS[field].ru} (${FIELD_WORDS[field].en})`).join(' / ');

function missingIn({ places }: Heading): string[] {
  return NEEDED.filter((fields) => !fields.some((field) => places.has(field))).map(wordsOf);
}
