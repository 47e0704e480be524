/** JSON as it is written: numbers as their text, every name as often as it stands there. */
export type ReadJson =
  | {
      readonly kind: 'object';
      readonly source: string;
      readonly entries: readonly (readonly [string, ReadJson])[];
    }
  | { readonly kind: 'array'; readonly source: string; readonly items: readonly ReadJson[] }
  | { readonly kind: 'string' | 'number'; readonly text: string }
  | { readonly kind: 'word'; readonly text: 'true' | 'false' | 'null' };

const STRING = /"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
const SPACE = /[ \t\r\n]*/y;

/** A reader by the letter of RFC 8259, written apart from the one that the service uses. */
class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  whole(): ReadJson {
    const value = this.value();
    if (this.at < this.text.length) throw new SyntaxError('More than one document');
    return value;
  }

  private match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? null;
    if (found !== null) this.at += found.length;
    return found;
  }

  private take(mark: string): boolean {
    this.match(SPACE);
    if (this.text[this.at] !== mark) return false;
    this.at += 1;
    return true;
  }

  private value(): ReadJson {
    this.match(SPACE);
    const value = this.composed() ?? this.scalar();
    this.match(SPACE);
    return value;
  }

  private scalar(): ReadJson {
    const text = this.match(STRING);
    if (text !== null) return { kind: 'string', text: JSON.parse(text) as string };
    const number = this.match(NUMBER);
    if (number !== null) return { kind: 'number', text: number };
    const word = this.match(WORD);
    if (word === null) throw new SyntaxError('Not JSON');
    return { kind: 'word', text: word as 'null' };
  }

  private composed(): ReadJson | null {
    const start = this.at;
    const source = (): string => this.text.slice(start, this.at);
    if (this.take('{')) {
      const entries = this.list('}', () => this.entry());
      return { kind: 'object', source: source(), entries };
    }
    if (!this.take('[')) return null;
    const items = this.list(']', () => this.value());
    return { kind: 'array', source: source(), items };
  }

  private entry(): readonly [string, ReadJson] {
    this.match(SPACE);
    const key = this.match(STRING);
    if (key === null || !this.take(':')) throw new SyntaxError('Not JSON');
    return [JSON.parse(key) as string, this.value()];
  }

  private list<T>(end: string, item: () => T): T[] {
    const items: T[] = [];
    if (this.take(end)) return items;
    do items.push(item());
    while (this.take(','));
    if (!this.take(end)) throw new SyntaxError('Not JSON');
    return items;
  }
}

/** Null when the text is no JSON. */
export function readJson(text: string): ReadJson | null {
  try {
    return new Reader(text).whole();
  } catch {
    return null;
  }
}

/** All that stands under a name. */
export function under(json: ReadJson | null, name: string): readonly ReadJson[] {
  if (json?.kind !== 'object') return [];
  return json.entries.filter(([key]) => key === name).map(([, value]) => value);
}

/** One of the values under a name, when they are all written alike; else none. */
export function soleValue(json: ReadJson | null, name: string): ReadJson | undefined {
  const values = under(json, name);
  const spellings = new Set(
    values.map((value) => `${value.kind} ${'text' in value ? value.text : value.source}`),
  );
  return spellings.size === 1 ? values[0] : undefined;
}

/** The text of a string or whole number that stands once under a name, or several times alike; else null. */
export function soleWord(json: ReadJson | null, name: string): string | null {
  const value = soleValue(json, name);
  return value?.kind === 'string' || value?.kind === 'number' ? value.text : null;
}
