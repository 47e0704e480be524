/** An element with children, as node-soap hands it over: absent, empty and repeated ones look differently each time. */
export type XmlNode = Readonly<Record<string, unknown>>;

const NOTHING: XmlNode = {};

export function isNode(value: unknown): value is XmlNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function valuesOf(node: XmlNode, name: string): readonly unknown[] {
  const value = Object.hasOwn(node, name) ? node[name] : null;
  if (value === null || value === undefined) return [];
  return Array.isArray(value) ? (value as readonly unknown[]) : [value];
}

/**
 * All child elements of a name. The core writes an empty list as no child at all, and a list of one like a scalar. Null when
 * one of them holds no elements: it cannot be read, and could be the one that counts.
 */
export function listOf(node: XmlNode, name: string): readonly XmlNode[] | null {
  const values = valuesOf(node, name);
  return values.every(isNode) ? values : null;
}

/** The only child element of a name; an empty one when there is none, or several. */
export function nodeOf(node: XmlNode, name: string): XmlNode {
  const values = valuesOf(node, name);
  return values.length === 1 && isNode(values[0]) ? values[0] : NOTHING;
}

/** Stands for what is there and says no one thing: no id, no sum, no flag. */
const UNREADABLE = '\uFFFD';

function ownText(value: unknown): string {
  if (!isNode(value)) return typeof value === 'string' ? value.trim() : '';
  const isLeaf = Object.keys(value).every((name) => name === 'attributes' || name === '$value');
  return isLeaf ? ownText(value['$value']) : UNREADABLE;
}

/**
 * The text of a child element. An absent element and an empty one mean the same to the core: the empty string. Several that
 * differ, and elements where a text belongs, are no text that anything accepts.
 */
export function textOf(node: XmlNode, name: string): string {
  const [text = '', ...others] = new Set(valuesOf(node, name).map(ownText));
  return others.length === 0 ? text : UNREADABLE;
}

/** The text of a child element, or null when it is absent or empty. */
export function textOrNull(node: XmlNode, name: string): string | null {
  return textOf(node, name) || null;
}

/** A 64-bit id as its decimal text, or null: the core writes `0` or `-1` where there is none. */
export function idOf(node: XmlNode, name: string): string | null {
  const text = textOf(node, name);
  return isId(text) ? text : null;
}

/** The core keeps ids as signed 64-bit numbers; a request with a longer one is a fault. */
const LARGEST_ID = 2n ** 63n - 1n;

/** True for the text of a positive 64-bit number. */
export function isId(text: string): boolean {
  return /^[1-9]\d{0,18}$/.test(text) && BigInt(text) <= LARGEST_ID;
}

/** True where a date says something: `0000-00-00`, with or without a time, and the empty text all mean none. */
export function isDateSet(text: string): boolean {
  return /[1-9]/.test(text) || text === UNREADABLE;
}

/** All text below a value, for a fault's detail that may be plain or hold elements. */
export function flatText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(flatText).join(' ').trim();
  if (!isNode(value)) return '';
  return flatText(
    Object.entries(value)
      .filter(([name]) => name !== 'attributes')
      .map(([, child]) => child),
  );
}
