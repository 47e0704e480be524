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

/** All child elements of a name. The core writes an empty list as no child at all, and a list of one like a scalar. */
export function nodesOf(node: XmlNode, name: string): XmlNode[] {
  return valuesOf(node, name).filter(isNode);
}

/** The first child element of a name, or an empty one. */
export function nodeOf(node: XmlNode, name: string): XmlNode {
  return nodesOf(node, name)[0] ?? NOTHING;
}

/** The text of a child element. An absent element and an empty one mean the same to the core: the empty string. */
export function textOf(node: XmlNode, name: string): string {
  const [value] = valuesOf(node, name);
  const text = isNode(value) ? value['$value'] : value;
  return typeof text === 'string' ? text.trim() : '';
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

/** True for the text of a positive 64-bit number. */
export function isId(text: string): boolean {
  return /^[1-9]\d{0,18}$/.test(text);
}

/** True where a date says something: `0000-00-00`, with or without a time, and the empty text all mean none. */
export function isDateSet(text: string): boolean {
  return /[1-9]/.test(text);
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
