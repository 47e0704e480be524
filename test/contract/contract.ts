import { join } from 'node:path';
import { HOUSE } from '../../sandbox/orchestration/house';
import { checkProblem, PROBLEM } from './check-problem';
import { checkRequest } from './check-request';
import { checkResponse } from './check-response';
import { OpenApiDocument } from './document';
import { mediaTypeOf, type Exchange } from './exchange';
import { operationsOf, type Operation } from './operation';
import { Schemas } from './schemas';

export type { Exchange } from './exchange';

const FILE = join(HOUSE, 'openapi.yaml');
const PROBLEM_SCHEMA = '/components/schemas/Problem';

/** openapi.yaml as a judge of what really goes over the wire. */
export class Contract {
  readonly operations: readonly Operation[];
  readonly schemas: Schemas;

  constructor(readonly document: OpenApiDocument) {
    this.operations = operationsOf(document);
    this.schemas = new Schemas(document);
  }

  static load(): Contract {
    return new Contract(OpenApiDocument.read(FILE));
  }

  /** Where an exchange departs from the contract; empty when it does not. */
  check(exchange: Exchange): string[] {
    const operation = this.find(exchange);
    if (!operation) return this.checkUnrouted(exchange);
    return [
      ...checkRequest(this.document, this.schemas, operation, exchange),
      ...checkResponse(this.document, this.schemas, operation, exchange),
    ];
  }

  /** @throws Error that lists every departure */
  assert(exchange: Exchange): void {
    const errors = this.check(exchange);
    if (errors.length === 0) return;
    const title = `${exchange.method} ${exchange.path} → ${exchange.status} is not as openapi.yaml says:`;
    throw new Error([title, ...errors.map((line) => `  ${line}`)].join('\n'));
  }

  /** Every declared answer that no exchange has shown, as `operationId status`. */
  uncovered(exchanges: Iterable<Exchange>): string[] {
    const seen = new Set<string>();
    for (const exchange of exchanges) seen.add(`${this.find(exchange)?.id ?? ''} ${exchange.status}`);
    return this.operations
      .flatMap(({ id, responses }) => [...responses.keys()].map((status) => `${id} ${status}`))
      .filter((answer) => !seen.has(answer));
  }

  private find(exchange: Exchange): Operation | undefined {
    const path = exchange.path.split('?')[0] ?? '';
    return this.operations.find(
      ({ method, match }) => method === exchange.method.toUpperCase() && match(path) !== null,
    );
  }

  /** What is not declared must be answered as the whole service answers it: 404 `route_not_found`. */
  private checkUnrouted(exchange: Exchange): string[] {
    const { status, responseHeaders, responseBody } = exchange;
    const undeclared = `${exchange.method} ${exchange.path.split('?')[0] ?? ''}: undeclared`;
    const isProblem = mediaTypeOf(responseHeaders['content-type']) === PROBLEM;
    if (status !== 404 || !isProblem || responseBody === '') return [undeclared];
    const body: unknown = JSON.parse(responseBody);
    if ((body as { code?: unknown } | null)?.code !== 'route_not_found') return [undeclared];
    const errors = [...this.schemas.errors(PROBLEM_SCHEMA, body), ...checkProblem(exchange, body)];
    return errors.map((line) => `response body ${line}`);
  }
}
