import { cancel } from './cancel';
import { checkOrder } from './check-order';
import { getState } from './get-state';
import { init } from './init';
import type { Method } from './method';

/** The methods that the stand-in plays, by the last part of their address. */
export const METHODS: ReadonlyMap<string, Method> = new Map([
  ['Init', init],
  ['GetState', getState],
  ['CheckOrder', checkOrder],
  ['Cancel', cancel],
]);
