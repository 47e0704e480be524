import type { Kopecks } from '../../shared/money';
import { displayedKopecks } from './decimals';
import { unexpectedAnswer } from './failures';
import type { Api3Operation } from './operations';
import { textOf, type XmlNode } from './soap-values';

/** Written by newer fields that say nothing. */
const UNSET = '-1';

function tells(text: string): boolean {
  return text !== '' && text !== UNSET;
}

/**
 * A sum, rounded to a kopeck for display; an absent one is the schema's default, zero.
 * @throws Unavailable `unexpected_answer` for what is no sum
 */
export function displayedSum(node: XmlNode, name: string, operation: Api3Operation): Kopecks {
  try {
    return displayedKopecks(textOf(node, name));
  } catch (error) {
    if (error instanceof RangeError) throw unexpectedAnswer(operation, `${name} is no sum`);
    throw error;
  }
}

/**
 * A sum that is never negative, rounded to a kopeck for display; null where the core says nothing: the field came with a
 * later build, or is not set.
 * @throws Unavailable `unexpected_answer` for what is no such sum
 */
export function optionalSum(node: XmlNode, name: string, operation: Api3Operation): Kopecks | null {
  if (!tells(textOf(node, name))) return null;
  const sum = displayedSum(node, name, operation);
  if (sum < 0) throw unexpectedAnswer(operation, `${name} is negative`);
  return sum;
}

/**
 * A whole number from 0 on; null where the core says nothing.
 * @throws Unavailable `unexpected_answer` for what is no such number
 */
export function optionalCount(node: XmlNode, name: string, operation: Api3Operation): number | null {
  const text = textOf(node, name);
  if (!tells(text)) return null;
  if (!/^\d{1,9}$/.test(text)) throw unexpectedAnswer(operation, `${name} is no count`);
  return Number(text);
}

/** Flags are longs, 0 or 1. */
export function isFlagged(node: XmlNode, name: string): boolean {
  return !['', '0'].includes(textOf(node, name));
}
