/** Sets of more candidates than this are not tried: 2^12 sums for one target, and hardly one of them right by chance. */
const MOST_CANDIDATES = 12;

/**
 * The shortest run of neighbours, of two and more, whose sums make the target; of equally short ones the first. Null when
 * there is none. Looks at n²/2 runs of n items.
 */
export function runMaking<T>(
  target: number,
  items: readonly T[],
  sumOf: (item: T) => number,
): readonly T[] | null {
  let best: readonly T[] | null = null;
  items.forEach((_, from) => {
    let sum = 0;
    for (let to = from; to < items.length && (!best || to - from + 1 < best.length); to += 1) {
      sum += sumOf(items[to] as T);
      if (sum === target && to > from) best = items.slice(from, to + 1);
    }
  });
  return best;
}

/**
 * The smallest set, of two and more, whose sums make the target; of equally small ones that of the earlier items. Null when
 * there is none among the first twelve items.
 */
export function setMaking<T>(
  target: number,
  items: readonly T[],
  sumOf: (item: T) => number,
): readonly T[] | null {
  const candidates = items.slice(0, MOST_CANDIDATES);
  let best: readonly T[] | null = null;
  const visit = (from: number, chosen: readonly T[], sum: number): void => {
    if (sum === target && chosen.length > 1) {
      if (!best || chosen.length < best.length) best = chosen;
      return;
    }
    for (let next = from; next < candidates.length; next += 1) {
      const item = candidates[next] as T;
      visit(next + 1, [...chosen, item], sum + sumOf(item));
    }
  };
  visit(0, [], 0);
  return best;
}
