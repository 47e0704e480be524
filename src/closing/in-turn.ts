import { isDuplicateEntry } from '../database/sql';
import { dayInMotion } from './closing-problems';
import { DayChanged } from './last-look';

const TRIES = 5;

/**
 * Runs a work that adds a link to the chain, again when somebody else took its place or a payment changed meanwhile.
 * @throws Problem `day_in_motion` when it goes on like that
 */
export async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isDuplicateEntry(error) && !(error instanceof DayChanged)) throw error;
      if (attempt === TRIES) throw dayInMotion(error);
    }
  }
}
