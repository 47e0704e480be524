import * as fc from 'fast-check';
import { DISCREPANCY_CLASSES } from '../../src/books/discrepancy';
import { compareDay } from '../../src/reconciliation/compare/compare-day';
import { factsOf } from './as-facts';
import { Chance } from './chance';
import { generate } from './generate';
import { isPerfect, score, scoreText, seenOf } from './score';
import type { Book, ToldStory } from './story';

// Goal: whatever the seed, each thing planted into healthy days is found once in its class, and nothing else is. The stories
// know what they planted; the comparison sees only what bank, ledger and billing say.
const HOME: Book = { day: '2026-11-20', terminal: 'T1', leg: 'bank', isHome: true };
const OTHER: Book = { day: '2026-11-20', terminal: 'T2', leg: 'registry', isHome: false };
const EARLIER: Book = { day: '2026-11-03', terminal: 'T1', leg: 'registry', isHome: true };
const BOOKS = [HOME, OTHER, EARLIER];
const NOW = new Date('2026-11-24T09:00:00Z');

const stories = (
  seed: number,
  payments: number,
  times: number,
  books: readonly Book[] = BOOKS,
): readonly ToldStory[] =>
  generate({ seed, now: NOW, withService: false, sizes: books.map((book) => ({ book, payments, times })) });
const expectedOf = (told: readonly ToldStory[], book: Book) =>
  told.filter((story) => story.book === book).flatMap(({ expected }) => expected);

describe('generated days', () => {
  it('have every class planted on one leg or the other', () => {
    const classes = stories(7, 10, 1).flatMap(({ expected }) => expected.map((one) => one.class));
    expect(new Set(classes)).toEqual(new Set(DISCREPANCY_CLASSES));
  });

  it('are the same for the same seed', () => {
    expect(stories(7, 50, 1)).toEqual(stories(7, 50, 1));
    expect(stories(8, 50, 1)).not.toEqual(stories(7, 50, 1));
  });

  it('without anything planted give no finding', () => {
    const told = stories(7, 400, 0);
    for (const book of BOOKS) expect(compareDay(factsOf(told, book, NOW))).toEqual([]);
  });

  it('give up what was planted and nothing else, for any seed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 31 }), fc.integer({ min: 1, max: 3 }), (seed, times) => {
        const told = stories(seed, 100, times);
        for (const book of BOOKS) {
          const result = score(expectedOf(told, book), compareDay(factsOf(told, book, NOW)).map(seenOf));
          if (!isPerfect(result)) throw new Error(`${book.day} ${book.terminal}\n${scoreText(result)}`);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('give the same findings in whatever order the facts come', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 31 }), (seed) => {
        const told = stories(seed, 60, 1);
        const chance = new Chance(seed);
        for (const book of BOOKS) {
          const facts = factsOf(told, book, NOW);
          const shuffled = {
            ...facts,
            ledger: chance.shuffled(facts.ledger),
            bank: chance.shuffled(facts.bank),
            billing: chance.shuffled(facts.billing),
          };
          expect(compareDay(shuffled)).toEqual(compareDay(facts));
        }
      }),
      { numRuns: 10 },
    );
  });

  it('of 20,000 payments are compared within five seconds', () => {
    const told = stories(7, 20_000, 6, [HOME]);
    const facts = factsOf(told, HOME, NOW);
    const began = process.cpuUsage();
    const findings = compareDay(facts);
    expect(process.cpuUsage(began).user / 1_000).toBeLessThan(5_000);
    expect(isPerfect(score(expectedOf(told, HOME), findings.map(seenOf)))).toBe(true);
  });
});

describe('the score', () => {
  const planted = [
    { class: 'amount_differs', severity: 'error', about: 'a', afterHealing: 'there' },
  ] as const;

  it('counts what was missed, and what was invented', () => {
    const seen = [{ class: 'amount_differs', severity: 'error', about: 'b' }] as const;
    const result = score(planted, seen);
    expect([result.precision, result.recall, isPerfect(result)]).toEqual([0, 0, false]);
    expect(scoreText(result)).toContain('missed: amount_differs error a\ninvented: amount_differs error b');
  });

  it('counts a thing found twice, or as a notice, as invented', () => {
    const seen = [
      { class: 'amount_differs', severity: 'error', about: 'a' },
      { class: 'amount_differs', severity: 'error', about: 'a' },
      { class: 'amount_differs', severity: 'notice', about: 'a' },
    ] as const;
    expect(score(planted, seen)).toMatchObject({ precision: 1 / 3, recall: 1 });
  });

  it('is perfect for nothing found where nothing was planted', () => {
    expect(scoreText(score([], []))).toContain('precision 1.0, recall 1.0');
  });
});
