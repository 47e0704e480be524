import { Contract, type Exchange } from './contract';
import { allExamples, exampleExchanges } from './examples';

const contract = Contract.load();
const exchanges = exampleExchanges(contract);

function exchangesOf(operationId: string): readonly Exchange[] {
  const operation = contract.operations.find(({ id }) => id === operationId);
  return exchanges.filter(
    ({ method, path }) => operation?.method === method && operation.match(path.split('?')[0] ?? '') !== null,
  );
}

function isJson({ responseBody, responseHeaders }: Exchange): boolean {
  return responseBody !== '' && /[/+]json/.test(responseHeaders['content-type'] ?? '');
}

function exchangeOf(operationId: string, status: number): Exchange {
  return exchangesOf(operationId).find((exchange) => exchange.status === status)!;
}

function withBody(exchange: Exchange, change: (body: Record<string, unknown>) => void): Exchange {
  const body = JSON.parse(exchange.responseBody) as Record<string, unknown>;
  change(body);
  return { ...exchange, responseBody: JSON.stringify(body) };
}

describe('the contract', () => {
  it('has an example, valid by its schema, for every body of every operation', () => {
    const examples = allExamples(contract);
    expect(
      examples.flatMap(({ name, schema, value }) =>
        contract.schemas.errors(schema, value).map((line) => `${name} ${line}`),
      ),
    ).toEqual([]);
    expect(contract.uncovered(exchanges)).toEqual([]);
  });

  it.each(contract.operations.map(({ id }) => id))('takes every right exchange of %s', (id) => {
    for (const exchange of exchangesOf(id)) expect(contract.check(exchange)).toEqual([]);
  });

  it('is closed: every object of ours says that it has no other fields', () => {
    const open = [...contract.document.children(contract.document.at('/components')!, 'schemas')]
      .filter(([, { node }]) => node['type'] === 'object' && node['additionalProperties'] !== false)
      .map(([name]) => name);
    expect(open).toEqual(['BankNotification']);
  });

  it('answers with every field: what is optional is only a field of a request, or errors', () => {
    const optional = [...contract.document.children(contract.document.at('/components')!, 'schemas')].flatMap(
      ([name, { node }]) =>
        Object.keys(node['properties'] ?? {})
          .filter((field) => !((node['required'] ?? []) as string[]).includes(field))
          .map((field) => `${name}.${field}`),
    );
    expect(optional).toEqual([
      'NewPayment.method',
      'NewPayment.returnUrl',
      'NewReconciliation.terminal',
      'NewReconciliation.source',
      'Problem.errors',
      'MoveApproval.version',
    ]);
  });
});

describe('the checker finds', () => {
  const withJson = contract.operations.filter(
    ({ id, template }) => id !== 'receiveNotification' && /^\/(v1|health)\//.test(template),
  );

  it.each(withJson.map(({ id }) => id))(
    'an added field, a missing field and a wrong type in every answer of %s',
    (id) => {
      for (const exchange of exchangesOf(id).filter(isJson)) {
        const fields = JSON.parse(exchange.responseBody) as Record<string, unknown>;
        const added = contract.check(withBody(exchange, (body) => (body['surprise'] = 1)));
        expect(added).toEqual(['response body /surprise: undeclared field']);
        for (const name of Object.keys(fields)) {
          const missing = contract.check(withBody(exchange, (body) => (body[name] = undefined)));
          expect(missing).toContain(`response body /${name}: missing field`);
          const wrong = contract.check(
            withBody(exchange, (body) => (body[name] = typeof fields[name] === 'boolean' ? 1 : true)),
          );
          expect(wrong.join('\n')).toContain(`response body /${name}: must be`);
        }
      }
    },
  );

  it('a wrong field deep in an answer, by its JSON path', () => {
    const exchange = withBody(exchangeOf('listPostings', 200), (body) => {
      const [first] = body['items'] as Record<string, unknown>[];
      first!['receipt'] = 'TB-1';
      first!['note'] = null;
    });
    expect(contract.check(exchange)).toEqual([
      'response body /items/0/note: undeclared field',
      'response body /items/0/receipt: must match pattern "^TB-[0-9A-HJKMNP-TV-Z]{26}(-[CR][1-9][0-9]{0,4})?$"',
    ]);
  });

  it('a wrong format', () => {
    const exchange = withBody(exchangeOf('getPayment', 200), (body) => (body['createdAt'] = 'yesterday'));
    expect(contract.check(exchange)).toEqual(['response body /createdAt: must match format "date-time"']);
  });

  it('an undeclared status, path, method and type of body', () => {
    const exchange = exchangeOf('getPayment', 200);
    expect(contract.check({ ...exchange, status: 206 })[0]).toMatch(
      /^status 206: undeclared \(declared: 200, 400,/,
    );
    expect(contract.check({ ...exchange, path: '/v1/payment' })).toEqual(['GET /v1/payment: undeclared']);
    expect(contract.check({ ...exchange, method: 'PATCH' })[0]).toMatch(/^PATCH .*: undeclared$/);
    const html = { ...exchange.responseHeaders, 'content-type': 'text/html' };
    expect(contract.check({ ...exchange, responseHeaders: html })).toEqual([
      'response content-type text/html: undeclared',
    ]);
    const untyped = { 'x-request-id': 'r-1' };
    expect(contract.check({ ...exchange, responseHeaders: untyped })).toEqual([
      'response content-type (none): undeclared',
    ]);
  });

  it('a body that is no JSON, and a body where there must be none', () => {
    expect(contract.check({ ...exchangeOf('getAccount', 200), responseBody: '<html>' })).toEqual([
      'response body: not JSON: <html>',
    ]);
    expect(contract.check({ ...exchangeOf('receiveNotification', 403), responseBody: '{}' })).toEqual([
      'response body: there must be none',
    ]);
    expect(contract.check({ ...exchangeOf('receiveNotification', 200), responseBody: '"OK"' })).toEqual([
      'response body /: must be "OK"',
    ]);
  });

  it('a missing and a malformed header', () => {
    const exchange = exchangeOf('createPayment', 201);
    const responseHeaders = { 'content-type': 'application/json', location: 'https://elsewhere/' };
    expect(contract.check({ ...exchange, responseHeaders })).toEqual([
      'response header X-Request-Id: missing',
      expect.stringContaining('response header Location /: must match pattern'),
    ]);
  });

  it('an error code that the operation does not have', () => {
    const exchange = withBody(exchangeOf('getPayment', 404), (body) => {
      body['code'] = 'posting_not_found';
      body['type'] = 'urn:billing-adapter:problem:posting_not_found';
    });
    expect(contract.check(exchange)).toEqual([
      'response body /code: must be one of ["payment_not_found","route_not_found"]',
    ]);
  });

  it('a problem that does not fit its answer', () => {
    const exchange = withBody(exchangeOf('signIn', 429), (body) => {
      Object.assign(body, { type: 'about:blank', status: 400, instance: '/', traceId: 'other' });
    });
    const responseHeaders = { ...exchange.responseHeaders };
    delete responseHeaders['retry-after'];
    expect(contract.check({ ...exchange, responseHeaders })).toEqual([
      'response header Retry-After: missing',
      'response body /type: must match pattern "^urn:billing-adapter:problem:[a-z_]+$"',
      'response body /type: must be "urn:billing-adapter:problem:too_many_requests" in this answer',
      'response body /status: must be 429 in this answer',
      'response body /instance: must be "/v1/sessions" in this answer',
      expect.stringMatching(/^response body \/traceId: must be ".+" in this answer$/),
      'response body /code: too_many_requests must come with the header Retry-After',
    ]);
  });

  it('field errors without validation_failed, and the reverse', () => {
    const listed = withBody(
      exchangeOf('signIn', 401),
      (body) => (body['errors'] = [{ pointer: '/login', code: 'missing', detail: 'x' }]),
    );
    expect(contract.check(listed)).toEqual(['response body /errors: must not be here']);
    const unlisted = withBody(exchangeOf('listPostings', 400), (body) => (body['errors'] = undefined));
    expect(contract.check(unlisted)).toEqual(['response body /errors: missing field']);
  });

  it('an undeclared query parameter, even of a refused request', () => {
    const exchange = exchangeOf('getPayment', 404);
    expect(contract.check({ ...exchange, path: `${exchange.path}&verbose=1` })).toEqual([
      'request query verbose: undeclared parameter',
    ]);
  });

  it('what a taken request had wrong, and lets a refused one be wrong', () => {
    const wrong = {
      requestBody: { agreementId: 5023, amountKopecks: 0.5, comment: 'x' },
      requestHeaders: { 'content-type': 'application/json' },
    };
    expect(contract.check({ ...exchangeOf('createPayment', 201), ...wrong })).toEqual([
      'request header Idempotency-Key: missing, but taken',
      'request: no credentials, but taken',
      'request body /comment: undeclared field',
      'request body /agreementId: must be string',
      'request body /amountKopecks: must be integer',
      'request body /amountKopecks: must be >= 1',
      'request body /amountKopecks: must match format "int64"',
    ]);
    expect(contract.check({ ...exchangeOf('createPayment', 400), ...wrong })).toEqual([]);
    const get = exchangeOf('getPayment', 200);
    expect(contract.check({ ...get, path: get.path.replace('wait=20', 'wait=31') })).toEqual([
      'request query wait /: must be <= 30',
    ]);
    expect(contract.check({ ...exchangeOf('cancelPayment', 200), requestBody: {} })).toEqual([
      'request body: undeclared',
    ]);
    expect(contract.check({ ...exchangeOf('signIn', 201), requestBody: undefined })).toEqual([
      'request body: missing, but taken',
    ]);
  });

  it('nothing wrong with an unknown address that is answered as one', () => {
    const known = exchangeOf('getDocs', 404);
    const unknown = withBody({ ...known, path: '/v1/nothing' }, (body) => (body['instance'] = '/v1/nothing'));
    expect(contract.check(unknown)).toEqual([]);
    expect(contract.check({ ...unknown, status: 200 })).toEqual(['GET /v1/nothing: undeclared']);
    expect(contract.check({ ...unknown, responseBody: '' })).toEqual(['GET /v1/nothing: undeclared']);
    expect(contract.check(withBody(unknown, (body) => (body['extra'] = 1)))).toEqual([
      'response body /extra: undeclared field',
    ]);
  });

  it('which answers were never seen', () => {
    const seen = exchanges.filter(({ status }) => status !== 504);
    expect(contract.uncovered(seen)).toEqual([
      'changePassword 504',
      'createPayment 504',
      'takePromisedPayment 504',
      'cancelPayment 504',
      'refreshPayment 504',
      'approveDiscrepancy 504',
      'proposeMove 504',
      'approveMove 504',
    ]);
  });

  it('and says all of it in one error', () => {
    const exchange = { ...exchangeOf('getLiveness', 200), responseHeaders: {} };
    expect(() => contract.assert(exchange)).toThrow(
      [
        'GET /health/live → 200 is not as openapi.yaml says:',
        '  response header X-Request-Id: missing',
        '  response content-type (none): undeclared',
      ].join('\n'),
    );
    expect(() => contract.assert(exchangeOf('getLiveness', 200))).not.toThrow();
  });
});
