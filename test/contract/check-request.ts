import type { OpenApiDocument } from './document';
import { isSuccess, mediaTypeOf, withLowerCaseNames, type Exchange } from './exchange';
import { schemaPointer, type Operation } from './operation';
import type { Schemas } from './schemas';

/**
 * What is wrong with a request. An undeclared query parameter always is; the rest counts only where the service took the
 * request, because a refused one may be wrong on purpose.
 */
export function checkRequest(
  document: OpenApiDocument,
  schemas: Schemas,
  operation: Operation,
  exchange: Exchange,
): string[] {
  const url = new URL(exchange.path, 'http://service');
  const declared = operation.parameters.filter(({ place }) => place === 'query').map(({ name }) => name);
  const undeclared = [...new Set(url.searchParams.keys())]
    .filter((name) => !declared.includes(name))
    .map((name) => `request query ${name}: undeclared parameter`);
  if (!isSuccess(exchange.status)) return undeclared;
  return [
    ...undeclared,
    ...checkParameters(schemas, operation, exchange, url),
    ...checkCredentials(operation, exchange),
    ...checkBody(document, schemas, operation, exchange),
  ];
}

function checkParameters(schemas: Schemas, operation: Operation, exchange: Exchange, url: URL): string[] {
  const headers = withLowerCaseNames(exchange.requestHeaders);
  const path = operation.match(url.pathname) ?? {};
  return operation.parameters.flatMap(({ name, place, isRequired, schema }) => {
    const values = {
      path: () => path[name],
      query: () => url.searchParams.get(name) ?? undefined,
      header: () => headers[name.toLowerCase()],
    };
    const value = values[place]();
    if (value === undefined) return isRequired ? [`request ${place} ${name}: missing, but taken`] : [];
    return schemas.errorsOfText(schema, value).map((line) => `request ${place} ${name} ${line}`);
  });
}

/** A guarded operation that serves a stranger is a hole, whatever it answers. */
function checkCredentials(operation: Operation, exchange: Exchange): string[] {
  const headers = withLowerCaseNames(exchange.requestHeaders);
  const hasAny = headers['authorization'] !== undefined || headers['x-api-key'] !== undefined;
  return operation.isPublic || hasAny ? [] : ['request: no credentials, but taken'];
}

function checkBody(
  document: OpenApiDocument,
  schemas: Schemas,
  operation: Operation,
  exchange: Exchange,
): string[] {
  const { body } = operation;
  if (exchange.requestBody === undefined) {
    return body?.isRequired === true ? ['request body: missing, but taken'] : [];
  }
  if (!body) return ['request body: undeclared'];
  const type = mediaTypeOf(withLowerCaseNames(exchange.requestHeaders)['content-type']);
  const media = body.content.get(type ?? '') ?? body.content.get('*/*');
  if (!media) return [`request content-type ${type ?? '(none)'}: undeclared`];
  return schemas
    .errors(schemaPointer(document, media), exchange.requestBody)
    .map((line) => `request body ${line}`);
}
