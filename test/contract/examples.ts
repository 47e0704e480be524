import { PROBLEM, WITH_RETRY_AFTER } from './check-problem';
import type { Contract, Exchange } from './contract';
import type { Located } from './document';
import { schemaPointer, type DeclaredResponse, type Operation, type Parameter } from './operation';

export interface Example {
  readonly name: string;
  readonly schema: string;
  readonly value: unknown;
}

/** The named examples of a body. */
export function examplesOf(contract: Contract, media: Located): readonly Example[] {
  const schema = schemaPointer(contract.document, media);
  return [...contract.document.children(media, 'examples')].map(([name, { node }]) => ({
    name,
    schema,
    value: node['value'],
  }));
}

/** Every example of a body in the contract, named by what it is an example of. */
export function allExamples(contract: Contract): readonly Example[] {
  return contract.operations.flatMap(({ id, body, responses }) => [
    ...named(contract, `${id} request`, body?.content ?? new Map()),
    ...[...responses].flatMap(([status, { content }]) => named(contract, `${id} ${status}`, content)),
  ]);
}

function named(contract: Contract, what: string, content: ReadonlyMap<string, Located>): Example[] {
  return [...content.values()]
    .flatMap((media) => examplesOf(contract, media))
    .map((example) => ({ ...example, name: `${what}: ${example.name}` }));
}

/** One exchange for every example of every answer: what a right service and a right client say. */
export function exampleExchanges(contract: Contract): readonly Exchange[] {
  return contract.operations.flatMap((operation) =>
    [...operation.responses].flatMap(([status, response]) =>
      response.content.size === 0
        ? [exchangeOf(contract, operation, Number(status), response, null, undefined)]
        : [...response.content].flatMap(([type, media]) =>
            examplesOf(contract, media).map(({ value }) =>
              exchangeOf(contract, operation, Number(status), response, type, value),
            ),
          ),
    ),
  );
}

function exchangeOf(
  contract: Contract,
  operation: Operation,
  status: number,
  response: DeclaredResponse,
  type: string | null,
  value: unknown,
): Exchange {
  const [requestType, media] = [...(operation.body?.content ?? [])][0] ?? [];
  const path = pathOf(operation);
  const problem = type === PROBLEM ? (value as { code: string; traceId: string }) : null;
  const responseHeaders: Record<string, string> = {
    ...Object.fromEntries(
      response.headers
        .filter(({ name, isRequired }) => isRequired || name === 'Retry-After')
        .map(({ name, example }) => [name.toLowerCase(), String(example)]),
    ),
    ...(type !== null && { 'content-type': `${type}; charset=utf-8` }),
  };
  if (problem && !WITH_RETRY_AFTER.includes(problem.code)) {
    delete responseHeaders['retry-after'];
  }
  return {
    method: operation.method,
    path,
    requestHeaders: {
      ...headersOf(operation.parameters),
      ...(requestType !== undefined && { 'content-type': requestType }),
      ...(!operation.isPublic && { authorization: 'Bearer a.b.c' }),
    },
    requestBody: media && examplesOf(contract, media)[0]?.value,
    status,
    responseHeaders,
    // The examples of problems are shared by operations; each names the path of one.
    responseBody: bodyOf(problem ? { ...problem, instance: path.split('?')[0] } : value),
  };
}

function bodyOf(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function pathOf({ template, parameters }: Operation): string {
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) =>
    String(parameters.find((parameter) => parameter.name === name)?.example),
  );
  const query = parameters
    .filter(({ place }) => place === 'query')
    .map(({ name, example }) => `${name}=${String(example)}`);
  return query.length === 0 ? path : `${path}?${query.join('&')}`;
}

function headersOf(parameters: readonly Parameter[]): Record<string, string> {
  return Object.fromEntries(
    parameters
      .filter(({ place }) => place === 'header')
      .map(({ name, example }) => [name.toLowerCase(), String(example)]),
  );
}
