/** JSON as the fuzz tests make it: names may repeat, and figures stand as they are written. */
export type JsonNode =
  | { kind: 'object'; entries: JsonEntry[] }
  | { kind: 'array'; items: JsonNode[] }
  /** Any text, a JSON scalar or not. */
  | { kind: 'raw'; text: string };

export interface JsonEntry {
  /** With its quotes, so that it can be written in more than one way. */
  key: string;
  value: JsonNode;
}

export const raw = (text: string): JsonNode => ({ kind: 'raw', text });

export function treeOf(value: unknown): JsonNode {
  if (Array.isArray(value)) return { kind: 'array', items: value.map(treeOf) };
  if (typeof value !== 'object' || value === null) return raw(JSON.stringify(value));
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return {
    kind: 'object',
    entries: entries.map(([key, item]) => ({ key: JSON.stringify(key), value: treeOf(item) })),
  };
}

export function jsonText(node: JsonNode): string {
  switch (node.kind) {
    case 'raw':
      return node.text;
    case 'array':
      return `[${node.items.map(jsonText).join(',')}]`;
    case 'object':
      return `{${node.entries.map(({ key, value }) => `${key}:${jsonText(value)}`).join(',')}}`;
  }
}

/** Every object and array of a tree, the root first. */
export function holdersOf(root: JsonNode): Exclude<JsonNode, { kind: 'raw' }>[] {
  if (root.kind === 'raw') return [];
  const inner = root.kind === 'array' ? root.items : root.entries.map(({ value }) => value);
  return [root, ...inner.flatMap(holdersOf)];
}
