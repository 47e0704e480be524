import { Chance } from './chance';
import { FAULTS } from './faults';
import { Narrator, Serials } from './narrator';
import { NEAR_MISSES } from './near-misses';
import type { Situation } from './situation';
import type { Book, ToldStory } from './story';
import { tell } from './turns';

export interface Size {
  readonly book: Book;
  /** Payments of the day, about. */
  readonly payments: number;
  /** How often each situation is told. */
  readonly times: number;
}

const besideBy = (days: number): Situation => ({
  name: 'of a day beside',
  legs: ['bank', 'registry'],
  tell: (n) => tell([n.whole({ at: n.anytime(days) })]),
});
const HEALTHY: Situation = { name: 'in order', legs: ['bank', 'registry'], tell: (n) => tell([n.whole()]) };
/** Of the days beside, for each hundred of the day; some at least, so that their registries have lines. */
const BESIDE = 5;

/**
 * Days on which everything went well, but for what is planted in random places: every situation some times. What must be
 * found is known from the planting.
 */
export function generate(options: {
  readonly seed: number;
  readonly sizes: readonly Size[];
  readonly now: Date;
  /** A service will ask the bank about them. */
  readonly withService: boolean;
}): readonly ToldStory[] {
  const chance = new Chance(options.seed);
  const serials = new Serials();
  return options.sizes.flatMap((size) => {
    const narrator = new Narrator(size.book, options.now, chance, serials);
    const situations = [...NEAR_MISSES, ...FAULTS].filter(
      (situation) => fits(situation, size.book) && (options.withService || !situation.needsService),
    );
    const planted = situations.flatMap((situation) =>
      Array.from({ length: size.times }, () => told(situation, narrator)),
    );
    const payments = planted.reduce((sum, { ledger }) => sum + ledger.length, 0);
    const rest = Math.max(0, size.payments - payments);
    const healthy = Array.from({ length: rest }, () => told(HEALTHY, narrator));
    const beside = [-1, 1].flatMap((days) =>
      Array.from({ length: Math.max(3, Math.round((size.payments * BESIDE) / 100)) }, () =>
        told(besideBy(days), narrator),
      ),
    );
    return chance.shuffled([...planted, ...healthy, ...beside]);
  });
}

function fits({ legs, homeOnly }: Situation, { leg, isHome }: Book): boolean {
  return legs.includes(leg) && (isHome || !homeOnly);
}

function told(situation: Situation, narrator: Narrator): ToldStory {
  const { name, needsService = false } = situation;
  return {
    ...situation.tell(narrator),
    situation: name,
    book: narrator.book,
    isHealedByAsking: needsService,
  };
}
