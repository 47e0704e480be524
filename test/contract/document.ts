import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

type Json = Readonly<Record<string, unknown>>;

/** A node of the description and where it stands, references followed. */
export interface Located {
  readonly pointer: string;
  readonly node: Json;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function segment(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** An OpenAPI document by its JSON pointers, so that a schema keeps its place and its own references hold. */
export class OpenApiDocument {
  private constructor(readonly root: Json) {}

  static read(path: string): OpenApiDocument {
    return OpenApiDocument.of(parse(readFileSync(path, 'utf8')));
  }

  static of(root: unknown): OpenApiDocument {
    if (!isObject(root)) throw new Error('An OpenAPI document is an object');
    return new OpenApiDocument(root);
  }

  /** The object that stands at a pointer, or null when there is none. */
  at(pointer: string): Located | null {
    let value: unknown = this.root;
    for (const part of pointer.split('/').slice(1)) {
      if (typeof value !== 'object' || value === null) return null;
      value = (value as Json)[part.replaceAll('~1', '/').replaceAll('~0', '~')];
    }
    return isObject(value) ? this.followed({ pointer, node: value }) : null;
  }

  /** A child that is an object, or null. */
  child(parent: Located, key: string): Located | null {
    const value = parent.node[key];
    const located = isObject(value) ? { pointer: `${parent.pointer}/${segment(key)}`, node: value } : null;
    return located && this.followed(located);
  }

  /** All children of a child, by their keys. */
  children(parent: Located, key: string): ReadonlyMap<string, Located> {
    const map = this.child(parent, key);
    const entries = Object.keys(map?.node ?? {}).flatMap((name): [string, Located][] => {
      const found = map && this.child(map, name);
      return found ? [[name, found]] : [];
    });
    return new Map(entries);
  }

  /** The objects of a list that is a child. */
  list(parent: Located, key: string): readonly Located[] {
    const values = parent.node[key];
    if (!Array.isArray(values)) return [];
    return values.flatMap((value: unknown, index) => {
      const pointer = `${parent.pointer}/${segment(key)}/${String(index)}`;
      return isObject(value) ? [this.followed({ pointer, node: value })] : [];
    });
  }

  /** Follows a reference that is all there is; one beside other words is the schema checker's own affair. */
  private followed(located: Located): Located {
    const { $ref: reference } = located.node;
    if (typeof reference !== 'string' || Object.keys(located.node).length > 1) return located;
    const target = reference.startsWith('#/') ? this.at(reference.slice(1)) : null;
    if (!target) throw new Error(`${located.pointer} refers to ${reference}, which is not there`);
    return target;
  }
}
