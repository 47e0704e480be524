import { createHash } from 'node:crypto';
import type { Elements } from './html-text';

/**
 * A short name of a page's form: a hash of which tags and classes stand in which. Texts, ids and digits have no part in it,
 * and a row more or less makes no difference, so pages of one theme have one fingerprint, whoever they were made for.
 */
export function fingerprintOf(elements: Elements): string {
  const pairs = new Set<string>();
  for (const element of elements.toArray()) {
    const parent = element.parent;
    const above = parent !== null && 'attribs' in parent ? nameOf(parent) : '';
    pairs.add(`${above}>${nameOf(element)}`);
  }
  return hashOf([...pairs].sort().join('\n'));
}

/** The same of a JSON value: a hash of its keys and kinds. */
export function fingerprintOfJson(value: unknown): string {
  return hashOf(JSON.stringify([shapeOf(value, 0)]));
}

function nameOf({ name, attribs }: Pick<Elements[number], 'name' | 'attribs'>): string {
  const classes = (attribs['class'] ?? '').split(/\s+/).filter((word) => word !== '');
  return [name, ...classes.sort()].join('.').replace(/\d+/g, '#');
}

function shapeOf(value: unknown, depth: number): unknown {
  if (value === null || typeof value !== 'object' || depth > 6) return value === null ? 'null' : typeof value;
  if (Array.isArray(value))
    return [...new Set(value.map((item) => JSON.stringify(shapeOf(item, depth + 1))))];
  return Object.entries(value).map(([key, item]) => [key.replace(/\d+/g, '#'), shapeOf(item, depth + 1)]);
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
