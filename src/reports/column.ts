/**
 * What a cell holds: `money` whole kopecks, `permille` thousandths of a share, `moment` a Date, `day` a business day
 * `YYYY-MM-DD`, `word` a stable word of ours that people read in their own language.
 */
export type ColumnKind = 'text' | 'word' | 'money' | 'integer' | 'permille' | 'moment' | 'day';

export type Value = string | number | Date | null;

/** One column as every format prints it. */
export interface Column {
  /** The field in JSON. */
  readonly name: string;
  /** The heading for people. */
  readonly ru: string;
  /** The heading for programs. */
  readonly en: string;
  readonly kind: ColumnKind;
  /** In characters, where a format has widths. */
  readonly width: number;
  /** Its values are added up. */
  readonly isSummed: boolean;
  /** Russian for the values of a `word`; a value that is not in it is printed as it is. */
  readonly words: Words;
  /** Stands in JSON alone, or in tables alone; null for everywhere. */
  readonly only: 'json' | 'tables' | null;
}

export type Words = Readonly<Record<string, string>>;

/** A word as people read it. */
export function inRussian({ words }: Column, word: string): string {
  return (Object.hasOwn(words, word) ? words[word] : undefined) ?? word;
}

/** A column with the value that it has for an item. */
export interface ColumnOf<Item> extends Column {
  readonly of: (item: Item) => Value;
}

/** The values of an item in the order of its columns. */
export type Row = readonly Value[];

export function rowOf<Item>(columns: readonly ColumnOf<Item>[], item: Item): Row {
  return columns.map((column) => column.of(item));
}

const WIDTHS = { money: 16, integer: 12, permille: 12, moment: 20, day: 12, text: 16, word: 16 } as const;

/** `feeKopecks` is `fee` where sums are decimals, and `orderId` is `order_id`. */
function programHeading(name: string): string {
  const plain = name.replace(/Kopecks$/, '').replace(/Permille$/, 'Percent');
  return plain.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

type Of<Item, T extends Value> = (item: Item) => T | null;

/** Makes the columns of one kind of item. Sums and counts are added up, nothing else is. */
export class ColumnMaker<Item> {
  text(name: string, ru: string, width: number, of: Of<Item, string>): ColumnOf<Item> {
    return { ...this.column('text', name, ru, of), width };
  }

  word(name: string, ru: string, width: number, words: Words, of: Of<Item, string>): ColumnOf<Item> {
    return { ...this.column('word', name, ru, of), width, words };
  }

  money(name: string, ru: string, of: Of<Item, number>): ColumnOf<Item> {
    return { ...this.column('money', name, `${ru}, ₽`, of), isSummed: true };
  }

  count(name: string, ru: string, of: Of<Item, number>): ColumnOf<Item> {
    return { ...this.column('integer', name, ru, of), isSummed: true };
  }

  integer(name: string, ru: string, of: Of<Item, number>): ColumnOf<Item> {
    return this.column('integer', name, ru, of);
  }

  permille(name: string, ru: string, of: Of<Item, number>): ColumnOf<Item> {
    return this.column('permille', name, `${ru}, %`, of);
  }

  moment(name: string, ru: string, of: Of<Item, Date>): ColumnOf<Item> {
    return this.column('moment', name, ru, of);
  }

  day(name: string, ru: string, of: Of<Item, string>): ColumnOf<Item> {
    return this.column('day', name, ru, of);
  }

  private column(kind: ColumnKind, name: string, ru: string, of: (item: Item) => Value): ColumnOf<Item> {
    const en = programHeading(name);
    return { name, ru, en, kind, width: WIDTHS[kind], isSummed: false, words: {}, only: null, of };
  }
}

export const inJsonOnly = <Item>(column: ColumnOf<Item>): ColumnOf<Item> => ({ ...column, only: 'json' });
export const inTablesOnly = <Item>(column: ColumnOf<Item>): ColumnOf<Item> => ({ ...column, only: 'tables' });
