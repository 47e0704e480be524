import type { Narrator } from './narrator';
import type { Leg, Story } from './story';

/** Something that can happen, good or bad. */
export interface Situation {
  readonly name: string;
  readonly legs: readonly Leg[];
  /** Only where the service itself takes the money. */
  readonly homeOnly?: true;
  /** Asking the bank heals it, so only a service that runs can tell it. */
  readonly needsService?: true;
  readonly tell: (narrator: Narrator) => Story;
}

export const BOTH: readonly Leg[] = ['bank', 'registry'];
export const BANK: readonly Leg[] = ['bank'];
export const REGISTRY: readonly Leg[] = ['registry'];
