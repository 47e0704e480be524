import { isLosslessNumber, parse } from 'lossless-json';
import { kopecks, type Kopecks } from '../../shared/money';

/** A JSON object of the bank. Its numbers are kept as their text, so that none loses a digit. */
export type WireObject = Readonly<Record<string, unknown>>;

export function isWireObject(value: unknown): value is WireObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isLosslessNumber(value);
}

/**
 * Reads a JSON object without loss.
 * @throws Error when the text is no JSON, repeats a key with another value, nests too deeply or is no object.
 */
export function parseWireObject(text: string): WireObject {
  const value = parse(text);
  if (!isWireObject(value)) throw new SyntaxError('Not a JSON object');
  return value;
}

/** A field of the object itself, never one that it inherits. */
export function field(object: WireObject, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** False for what is not there and for null: these say nothing. Anything else says something, readable or not. */
export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function textOf(value: unknown): string | null {
  if (isLosslessNumber(value)) return /^\d+$/.test(value.value) ? value.value : null;
  return typeof value === 'string' ? value : null;
}

/** A status, code or id: 1 to 64 visible ASCII characters. Ids come as text here and as number there, and become text. */
export function wordOf(value: unknown): string | null {
  const text = textOf(value);
  return text !== null && /^[\x21-\x7e]{1,64}$/.test(text) ? text : null;
}

/** An order's number of whoever made the order: 1 to 64 characters (bank's protocol v2: 36, in newer documents 50). */
export function orderIdOf(value: unknown): string | null {
  const text = textOf(value);
  return text !== null && text.length >= 1 && text.length <= 64 ? text : null;
}

/** A sum in kopecks, or null when there is none or it is not a whole one. */
export function kopecksOf(value: unknown): Kopecks | null {
  const text = textOf(value);
  if (text === null || !/^\d{1,16}$/.test(text)) return null;
  const sum = Number(text);
  return Number.isSafeInteger(sum) ? kopecks(sum) : null;
}

/** `Success` is a boolean in most messages and a text in CheckOrder's list (bank's protocol v2). */
export function flagOf(value: unknown): boolean | null {
  if (value === true || value === 'true') return true;
  return value === false || value === 'false' ? false : null;
}
