import { checkProblem, PROBLEM } from './check-problem';
import type { OpenApiDocument } from './document';
import { mediaTypeOf, type Exchange } from './exchange';
import { schemaPointer, type DeclaredResponse, type Operation } from './operation';
import type { Schemas } from './schemas';

/** What is wrong with an answer: its status, headers, type of body and body. */
export function checkResponse(
  document: OpenApiDocument,
  schemas: Schemas,
  operation: Operation,
  exchange: Exchange,
): string[] {
  const declared = operation.responses.get(String(exchange.status));
  if (!declared) {
    const known = [...operation.responses.keys()].join(', ');
    return [
      `status ${exchange.status}: undeclared (declared: ${known}); body ${exchange.responseBody.slice(0, 300)}`,
    ];
  }
  return [
    ...checkHeaders(schemas, declared, exchange),
    ...checkContent(document, schemas, declared, exchange),
  ];
}

function checkHeaders(schemas: Schemas, declared: DeclaredResponse, exchange: Exchange): string[] {
  return declared.headers.flatMap(({ name, isRequired, schema }) => {
    const value = exchange.responseHeaders[name.toLowerCase()];
    if (value === undefined) return isRequired ? [`response header ${name}: missing`] : [];
    return schemas.errorsOfText(schema, value).map((line) => `response header ${name} ${line}`);
  });
}

function checkContent(
  document: OpenApiDocument,
  schemas: Schemas,
  declared: DeclaredResponse,
  exchange: Exchange,
): string[] {
  const { responseBody, responseHeaders } = exchange;
  if (declared.content.size === 0) return responseBody === '' ? [] : ['response body: there must be none'];
  const type = mediaTypeOf(responseHeaders['content-type']);
  const media = declared.content.get(type ?? '');
  if (!media) return [`response content-type ${type ?? '(none)'}: undeclared`];
  const body = read(type ?? '', responseBody);
  if ('error' in body) return [body.error];
  const errors = schemas.errors(schemaPointer(document, media), body.value);
  const meaning = type === PROBLEM ? checkProblem(exchange, body.value) : [];
  return [...errors, ...meaning].map((line) => `response body ${line}`);
}

function read(type: string, text: string): { value: unknown } | { error: string } {
  if (!/[/+]json$/.test(type)) return { value: text };
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { error: `response body: not JSON: ${text.slice(0, 100)}` };
  }
}
