import type { ScalarType } from './scalar-types';

/** One line of a message's schema; the order of the lines is the order on the wire. */
export interface ElementRule {
  readonly name: string;
  readonly type: ScalarType | readonly ElementRule[];
  readonly occurs: 'once' | 'optional' | 'any';
}

type Type = ElementRule['type'];

export const once = (name: string, type: Type): ElementRule => ({ name, type, occurs: 'once' });
export const optional = (name: string, type: Type): ElementRule => ({ name, type, occurs: 'optional' });
export const any = (name: string, type: Type): ElementRule => ({ name, type, occurs: 'any' });
