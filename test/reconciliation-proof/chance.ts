import { SeededRandom } from '../../sandbox/shared/seeded-random';

/** Chance that a seed repeats. */
export class Chance {
  private readonly random: SeededRandom;

  constructor(seed: number) {
    this.random = new SeededRandom(seed);
  }

  between(from: number, to: number): number {
    return this.random.integer(from, to);
  }

  hex(digits: number): string {
    return Array.from({ length: digits }, () => this.between(0, 15).toString(16)).join('');
  }

  shuffled<T>(things: readonly T[]): T[] {
    return things
      .map((thing) => ({ thing, place: this.random.fraction() }))
      .sort((one, other) => one.place - other.place)
      .map(({ thing }) => thing);
  }
}
