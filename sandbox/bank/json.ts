import { isLosslessNumber, parse } from 'lossless-json';

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isLosslessNumber(value);
}

/**
 * Reads JSON and keeps each number as it was written: a token is made of that text, and `50000.0` or `5e4` is not an
 * amount.
 * @throws SyntaxError when the text is no JSON object.
 */
export function readObject(text: string): JsonObject {
  const value = parse(text);
  if (!isObject(value)) throw new SyntaxError('a JSON object is expected');
  return value;
}

/** The number as it was written, or undefined for anything else than a number. */
export function numberText(value: unknown): string | undefined {
  if (isLosslessNumber(value)) return value.toString();
  return typeof value === 'number' ? String(value) : undefined;
}

/** A whole number, or undefined for anything else: text, fraction, exponent, more than 15 digits. */
export function wholeNumber(value: unknown): number | undefined {
  const text = numberText(value);
  return text !== undefined && /^-?\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** The text under a key that was checked before; undefined when it is absent. */
export function textOf(object: JsonObject, key: string): string | undefined {
  const value = object[key];
  return typeof value === 'string' ? value : undefined;
}
