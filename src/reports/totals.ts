import { kopecks } from '../shared/money';
import type { Column, Row } from './column';

/** Adds up, in whole kopecks and counts, the columns that are to be. */
export class Totals {
  private readonly places: readonly number[];
  private readonly sums: number[];
  private items = 0;

  constructor(private readonly columns: readonly Column[]) {
    this.places = columns.flatMap(({ isSummed }, place) => (isSummed ? [place] : []));
    this.sums = columns.map(() => 0);
  }

  add(rows: readonly Row[]): void {
    this.items += rows.length;
    for (const row of rows) {
      for (const place of this.places) {
        const value = row[place];
        if (typeof value === 'number') this.sums[place] = kopecks((this.sums[place] ?? 0) + value);
      }
    }
  }

  get count(): number {
    return this.items;
  }

  /** A row with the sums in their places and null elsewhere. */
  row(): Row {
    return this.columns.map(({ isSummed }, place) => (isSummed ? (this.sums[place] ?? 0) : null));
  }

  /** By the names of the columns, with how many items there are. */
  byName(): Readonly<Record<string, number>> {
    const sums = new Map([['itemCount', this.items]]);
    for (const place of this.places) sums.set(this.columns[place]?.name ?? '', this.sums[place] ?? 0);
    return Object.fromEntries(sums);
  }
}
