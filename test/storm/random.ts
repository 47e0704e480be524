import { SeededRandom } from '../../sandbox/shared/seeded-random';

/** Chance with the few questions that a storm puts to it. */
export class Chance {
  private readonly random: SeededRandom;

  constructor(seed: number) {
    this.random = new SeededRandom(seed);
  }

  happens(probability: number): boolean {
    return this.random.fraction() < probability;
  }

  between(from: number, to: number): number {
    return this.random.integer(from, to);
  }

  pick<T>(things: readonly T[]): T {
    const thing = things[this.random.integer(0, things.length - 1)];
    if (thing === undefined) throw new Error('Nothing to pick from');
    return thing;
  }

  shuffled<T>(things: readonly T[]): T[] {
    return things
      .map((thing) => ({ thing, place: this.random.fraction() }))
      .sort((a, b) => a.place - b.place)
      .map(({ thing }) => thing);
  }
}
