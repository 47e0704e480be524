import type { Message } from '../soap/message';
import { StrictRefusal } from '../soap/strict-refusal';
import { filterMoment } from '../values/moscow-time';

/** A bound of a filter as `YYYY-MM-DD HH:MM:SS`; undefined = none. */
export function momentOf(filter: Message, name: string): string | undefined {
  const text = filter.text(name);
  if (text === '') return undefined;
  const parsed = filterMoment(text);
  if (parsed === undefined) throw new StrictRefusal(`flt/${name}: "${text}" is no date of a known form`);
  return parsed;
}
