import type { Located, OpenApiDocument } from './document';

const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options'] as const;

export interface Parameter {
  readonly name: string;
  readonly place: 'path' | 'query' | 'header';
  readonly isRequired: boolean;
  /** Where its schema stands. */
  readonly schema: string;
  readonly example: unknown;
}

export interface Body {
  readonly isRequired: boolean;
  readonly content: ReadonlyMap<string, Located>;
}

export interface ResponseHeader {
  readonly name: string;
  readonly isRequired: boolean;
  readonly schema: string;
  readonly example: unknown;
}

export interface DeclaredResponse {
  readonly headers: readonly ResponseHeader[];
  /** Empty when the answer has no body. */
  readonly content: ReadonlyMap<string, Located>;
}

export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly template: string;
  readonly isPublic: boolean;
  /** May be used with a subscriber's token. */
  readonly isForSubscribers: boolean;
  readonly parameters: readonly Parameter[];
  readonly body: Body | null;
  readonly responses: ReadonlyMap<string, DeclaredResponse>;
  /** The values of the path's parameters, or null when the path is another. */
  match(path: string): Readonly<Record<string, string>> | null;
}

/** Every operation of a document; paths without parameters first. */
export function operationsOf(document: OpenApiDocument): readonly Operation[] {
  const root: Located = { pointer: '', node: document.root };
  const operations = [...document.children(root, 'paths')].flatMap(([template, item]) =>
    METHODS.flatMap((method) => {
      const node = document.child(item, method);
      return node ? [readOperation(document, template, method, item, node)] : [];
    }),
  );
  return operations.sort((a, b) => Number(a.template.includes('{')) - Number(b.template.includes('{')));
}

function readOperation(
  document: OpenApiDocument,
  template: string,
  method: string,
  item: Located,
  node: Located,
): Operation {
  const body = document.child(node, 'requestBody');
  const security = node.node['security'] ?? document.root['security'];
  return {
    id: String(node.node['operationId']),
    method: method.toUpperCase(),
    template,
    isPublic: !Array.isArray(security) || security.length === 0,
    isForSubscribers: Array.isArray(security) && security.some((way) => isObject(way) && 'bearerAuth' in way),
    parameters: [...document.list(item, 'parameters'), ...document.list(node, 'parameters')].map((found) =>
      readParameter(document, found),
    ),
    body: body && {
      isRequired: body.node['required'] === true,
      content: document.children(body, 'content'),
    },
    responses: new Map(
      [...document.children(node, 'responses')].map(([status, response]) => [
        status,
        { headers: readHeaders(document, response), content: document.children(response, 'content') },
      ]),
    ),
    match: matcherOf(template),
  };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function readParameter(document: OpenApiDocument, found: Located): Parameter {
  return {
    name: String(found.node['name']),
    place: found.node['in'] as Parameter['place'],
    isRequired: found.node['required'] === true,
    schema: schemaPointer(document, found),
    example: found.node['example'],
  };
}

function readHeaders(document: OpenApiDocument, response: Located): readonly ResponseHeader[] {
  return [...document.children(response, 'headers')].map(([name, header]) => ({
    name,
    isRequired: header.node['required'] === true,
    schema: schemaPointer(document, header),
    example: header.node['example'],
  }));
}

/** Where the schema of a parameter, header or body stands. */
export function schemaPointer(document: OpenApiDocument, owner: Located): string {
  const schema = document.child(owner, 'schema');
  if (!schema) throw new Error(`${owner.pointer} has no schema`);
  return schema.pointer;
}

function matcherOf(template: string): Operation['match'] {
  const parts = template.split('/');
  return (path) => {
    const values: Record<string, string> = {};
    const given = path.split('/');
    if (given.length !== parts.length) return null;
    for (const [index, part] of parts.entries()) {
      const value = given[index] ?? '';
      const name = /^\{(.+)\}$/.exec(part)?.[1];
      if (name === undefined ? value !== part : value === '') return null;
      if (name !== undefined) values[name] = value;
    }
    return values;
  };
}
