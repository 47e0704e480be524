import type { Row } from '../column';

/** Rows that come in chunks, taken in portions of another size. */
export class RowFeed {
  private waiting: readonly Row[] = [];
  private isOver = false;

  constructor(private readonly source: AsyncGenerator<readonly Row[]>) {}

  /** True when nothing is left. */
  async isEmpty(): Promise<boolean> {
    while (this.waiting.length === 0 && !this.isOver) {
      const next = await this.source.next();
      if (next.done === true) this.isOver = true;
      else this.waiting = next.value;
    }
    return this.waiting.length === 0;
  }

  /** The next rows, at most so many; none when nothing is left. */
  async take(limit: number): Promise<readonly Row[]> {
    if (await this.isEmpty()) return [];
    const taken = this.waiting.slice(0, limit);
    this.waiting = this.waiting.slice(limit);
    return taken;
  }
}
