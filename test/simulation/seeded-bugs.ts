import { CREDIT_BUGS } from './bugs-of-credits';
import { MOVE_BUGS } from './bugs-of-moves';
import { LEDGER_BUGS } from './bugs-of-the-ledger';
import { PROOF_BUGS } from './bugs-of-proof';
import { BANK_BUGS } from './bugs-towards-the-bank';
import type { Mechanism } from './mechanism';

export interface SeededBug {
  readonly name: string;
  /** What a developer might have done. */
  readonly what: string;
  /** Within how many seeds the simulation must find it. */
  readonly within: number;
  readonly mechanism: Partial<Mechanism>;
}

/** Mistakes that were not made, each put in the place of what is right: an attack is worth what it would have found. */
export const SEEDED_BUGS: readonly SeededBug[] = [
  ...BANK_BUGS,
  ...LEDGER_BUGS,
  ...CREDIT_BUGS,
  ...PROOF_BUGS,
  ...MOVE_BUGS,
];
