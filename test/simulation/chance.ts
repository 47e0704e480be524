import { SeededRandom } from '../support/seeded-random';

/** What the simulation leaves to chance; the same seed decides the same. */
export class Chance {
  private readonly random: SeededRandom;

  constructor(seed: number) {
    this.random = new SeededRandom(seed);
    // The first numbers of neighbouring seeds are alike.
    for (let i = 0; i < 8; i += 1) this.random.fraction();
  }

  hit(probability: number): boolean {
    return probability > 0 && this.random.fraction() < probability;
  }

  /** A whole number from `least` to `most`, both possible. */
  between(least: number, most: number): number {
    return least + Math.floor(this.random.fraction() * (most - least + 1));
  }

  pick<T>(choices: readonly T[]): T {
    const choice = choices[Math.floor(this.random.fraction() * choices.length)];
    if (choice === undefined) throw new Error('Nothing to choose from');
    return choice;
  }

  /** One of the words by its weight; the rest of the weight falls to `otherwise`. */
  weighted<T extends string>(weights: Readonly<Partial<Record<T, number>>>, otherwise: T): T {
    let left = this.random.fraction();
    for (const [word, weight] of Object.entries(weights) as [T, number][]) {
      left -= weight;
      if (left < 0) return word;
    }
    return otherwise;
  }
}
