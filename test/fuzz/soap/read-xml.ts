import { SaxesParser } from 'saxes';

/** An element as a strict parser, another one than the adapter's, reads it. Names are without their prefixes. */
export interface ReadElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: ReadElement[];
  /** All character data of the element itself. */
  text: string;
}

const localName = (name: string): string => name.replace(/^.*:/, '');

/** A text with a mark in the place of each character that XML forbids, and with the ends of its lines as XML has them. */
export const marked = (text: string): string =>
  text.replace(/\r\n?/g, '\n').replace(/[^\t\n\x20-\ufffd]/g, '¤');

/**
 * Passed over by the adapter's parser and by this one as well, since no figure can be made of them: a strange declaration,
 * and characters that XML forbids.
 */
function forgiven(text: string): string {
  return marked(text.replace(/^\s*<\?xml\s[^>]*\?>/, ''));
}

/** The root of a document; null when the text is no well-formed XML. */
export function readXml(text: string): ReadElement | null {
  const parser = new SaxesParser();
  const top: ReadElement = { name: '', attributes: {}, children: [], text: '' };
  const stack = [top];
  let wrongs = 0;
  const countWrong = (): void => {
    wrongs += 1;
  };
  parser.on('error', countWrong);
  parser.on('doctype', countWrong);
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name: localName(name), attributes, children: [], text: '' };
    stack.at(-1)?.children.push(element);
    stack.push(element);
  });
  const addText = (more: string): void => {
    const current = stack.at(-1);
    if (current) current.text += more;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => stack.pop());
  parser.write(forgiven(text)).close();
  return wrongs > 0 ? null : (top.children[0] ?? null);
}

export function childrenOf(element: ReadElement | null, name: string): readonly ReadElement[] {
  return element?.children.filter((child) => child.name === name) ?? [];
}

/** The text of a child; empty when there is none, null when it does not say one thing. */
export function soleText(element: ReadElement | null, name: string): string | null {
  const found = childrenOf(element, name);
  const texts = new Set(found.map(({ text }) => text.trim()));
  if (found.some(({ children }) => children.length > 0) || texts.size > 1) return null;
  return [...texts][0] ?? '';
}

export function hasNil(element: ReadElement | null): boolean {
  if (!element) return false;
  return (
    Object.keys(element.attributes).some((name) => /(^|:)nil$/.test(name)) || element.children.some(hasNil)
  );
}
