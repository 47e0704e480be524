/** An element as the fuzz tests make it; markup that is no element stands as it is. */
export interface XmlElement {
  name: string;
  attributes: (readonly [string, string])[];
  children: XmlChild[];
}

export type XmlChild = XmlElement | string;

export function element(name: string, ...children: XmlChild[]): XmlElement {
  return { name, attributes: [], children };
}

export const escaped = (text: string): string =>
  text.replace(/[<>&]/g, (char) => (char === '<' ? '&lt;' : char === '>' ? '&gt;' : '&amp;'));

/** Simple children: a name and a text each. */
export function leaves(values: Readonly<Record<string, string>>): XmlElement[] {
  return Object.entries(values).map(([name, text]) => element(name, escaped(text)));
}

/** The markup of a tree. Not by recursion: some trees are very deep. */
export function markupOf(root: XmlElement): string {
  const parts: string[] = [];
  const work: (XmlChild | { readonly close: string })[] = [root];
  for (let next = work.pop(); next !== undefined; next = work.pop()) {
    if (typeof next === 'string') parts.push(next);
    else if ('close' in next) parts.push(`</${next.close}>`);
    else {
      const attributes = next.attributes.map(([name, value]) => ` ${name}="${value}"`).join('');
      parts.push(`<${next.name}${attributes}>`);
      work.push({ close: next.name });
      for (const child of next.children.toReversed()) work.push(child);
    }
  }
  return parts.join('');
}

/** Every element of a tree with its parent, the root first. */
export function elementsOf(
  root: XmlElement,
): { readonly at: XmlElement; readonly parent: XmlElement | null }[] {
  const found: { at: XmlElement; parent: XmlElement | null }[] = [{ at: root, parent: null }];
  for (const { at } of found) {
    for (const child of at.children) if (typeof child !== 'string') found.push({ at: child, parent: at });
  }
  return found;
}
