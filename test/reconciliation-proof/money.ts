import type { BillingRecord } from '../support/control';
import type { BillingNumbers } from './load-upstreams';
import type { ToldStory } from './story';

const IN_FORCE = 0;

/** A sum on an agreement that is not as it should be. */
export interface WrongSum {
  readonly agrmid: number;
  readonly expectedKopecks: number;
  readonly kopecks: number;
}

/** Whether healing, or the asking that goes before it, puts a story right. */
export function isHealed({ expected, isHealedByAsking }: ToldStory): boolean {
  return isHealedByAsking || expected.some(({ afterHealing }) => afterHealing === 'gone');
}

/**
 * What should be in force of our manager's on each agreement when all is healed that can be: what was, the credits of those
 * whose money the bank kept, and nothing of those whose money it gave back.
 */
export function expectedSums(
  stories: readonly ToldStory[],
  billing: BillingNumbers,
): ReadonlyMap<number, number> {
  const sums = new Map<number, number>();
  const add = (agreement: number, kopecks: number): void => {
    const { agrmid } = billing.agreement(agreement);
    sums.set(agrmid, (sums.get(agrmid) ?? 0) + kopecks);
  };
  for (const story of stories) {
    const healed = isHealed(story);
    const isKept = story.bank.some(({ status }) => status === 'CONFIRMED');
    if (healed && isKept) story.ledger.forEach(({ agreement, kopecks }) => add(agreement, kopecks));
    for (const { agreement, kopecks, isForeign, isCancelled } of story.records) {
      if (!isForeign && !isCancelled && !healed) add(agreement, kopecks);
    }
  }
  return sums;
}

/** Holds what billing has against what it should have, agreement by agreement. */
export function wrongSums(
  expected: ReadonlyMap<number, number>,
  records: readonly BillingRecord[],
): readonly WrongSum[] {
  const sums = new Map<number, number>();
  for (const { agrmid, amountKopecks, status } of records) {
    if (status === IN_FORCE) sums.set(agrmid, (sums.get(agrmid) ?? 0) + amountKopecks);
  }
  return [...new Set([...expected.keys(), ...sums.keys()])]
    .map((agrmid) => ({
      agrmid,
      expectedKopecks: expected.get(agrmid) ?? 0,
      kopecks: sums.get(agrmid) ?? 0,
    }))
    .filter(({ expectedKopecks, kopecks }) => expectedKopecks !== kopecks);
}
