import { linkHashOf, NO_HASH, type LinkToHash } from '../books/seal-hash';

/** One link of the chain: a closing or a reopening of a day. Never changed, never removed. */
export interface SealLink extends LinkToHash {
  readonly hash: string;
}

/** What a link tells beside its place in the chain. */
export type LinkFacts = Omit<LinkToHash, 'sequence' | 'previousHash'>;

/** The link that comes after another one, or first of all. */
export function linkAfter(previous: SealLink | null, facts: LinkFacts): SealLink {
  const link = {
    ...facts,
    sequence: (previous?.sequence ?? 0) + 1,
    previousHash: previous?.hash ?? NO_HASH,
  };
  return { ...link, hash: linkHashOf(link) };
}
