export type XmlContent = string | number | readonly XmlField[];
/** An unqualified element, in schema order. Numbers are integers; money is printed by the caller. */
export type XmlField = readonly [name: string, content: XmlContent];

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character);
}

/** Empty content becomes `<name/>`: an empty string and an empty list look alike (api3 facts: shape of a response). */
export function writeElement(name: string, content: XmlContent): string {
  const inner = typeof content === 'object' ? writeFields(content) : escapeXml(String(content));
  return inner === '' ? `<${name}/>` : `<${name}>${inner}</${name}>`;
}

export function writeFields(fields: readonly XmlField[]): string {
  return fields.map(([name, content]) => writeElement(name, content)).join('');
}
