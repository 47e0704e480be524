import type { Message } from '../soap/message';
import { StrictRefusal } from '../soap/strict-refusal';

/** `pgsize` 0 = all rows; pages count from 1 (api3 facts: soapFilter). */
export function pageOf<Row>(rows: readonly Row[], filter: Message): readonly Row[] {
  const size = filter.integer('pgsize');
  const number = filter.integer('pgnum');
  if (size === 0) return rows;
  if (size < 0 || number < 1) throw new StrictRefusal('flt: pgsize must be positive and pgnum counts from 1');
  return rows.slice((number - 1) * size, number * size);
}
