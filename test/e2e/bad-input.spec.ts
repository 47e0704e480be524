import { randomUUID } from 'node:crypto';
import { World } from '../support/world';

const GOOD = { agreementId: '1940', amountKopecks: 50_000 };

// Goal: whatever is wrong with a request, the answer is a problem with a stable code, and no row changes.
describe('bad input', () => {
  let world: World;
  let token: string;
  beforeAll(async () => {
    world = await World.start();
    token = await world.signIn();
  }, 60_000);
  afterAll(() => world.stop());

  const post = (body: unknown, headers: Record<string, string> = {}) =>
    world.api.request('POST', '/v1/payments', {
      headers: {
        authorization: `Bearer ${token}`,
        'idempotency-key': randomUUID(),
        'content-type': 'application/json',
        ...headers,
      },
      ...(typeof body === 'string' ? { rawBody: body } : { body }),
    });

  async function expectProblem(
    answer: Promise<{ status: number; headers: Record<string, string>; body: unknown }>,
    status: number,
    code: string,
    pointers?: readonly string[],
  ): Promise<void> {
    const counts = await world.rowCounts();
    const { status: given, headers, body } = await answer;
    const problem = body as { code: string; detail: string; traceId: string; errors?: { pointer: string }[] };
    expect([given, problem.code]).toEqual([status, code]);
    expect(headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(problem.detail).toMatch(/[а-яё]/i);
    expect(problem.traceId).toBe(headers['x-request-id']);
    if (pointers) expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(pointers);
    expect(await world.rowCounts()).toEqual(counts);
  }

  describe('a wrong sum', () => {
    it.each([
      ['negative', -1],
      ['zero', 0],
      ['fractional', 100.5],
      ['a string', '50000'],
      ['null', null],
      ['absent', undefined],
      ['a boolean', true],
      ['a list', [50_000]],
      ['beyond the bank’s ten digits', 10_000_000_000],
    ])('that is %s', async (_, amountKopecks) => {
      await expectProblem(post({ ...GOOD, amountKopecks }), 400, 'validation_failed', ['/amountKopecks']);
    });

    it.each(['1e308', '1e999', '-1e308', '0.1e-5'])('written as %s', async (text) => {
      await expectProblem(post(`{"agreementId":"1940","amountKopecks":${text}}`), 400, 'validation_failed', [
        '/amountKopecks',
      ]);
    });

    it('below the provider’s minimum', () =>
      expectProblem(post({ ...GOOD, amountKopecks: 999 }), 422, 'amount_below_minimum'));
    it('above the provider’s maximum', () =>
      expectProblem(post({ ...GOOD, amountKopecks: 1_500_001 }), 422, 'amount_above_maximum'));
  });

  describe('a wrong body', () => {
    it.each([
      '',
      '{',
      '[]',
      '"text"',
      '5',
      'null',
      '{"agreementId":"1940",}',
      '{"__proto__":{"amountKopecks":1}}',
      '\u0000',
    ])('that reads %j', async (text) => {
      const answer = post(text);
      const code = ((await answer).body as { code: string }).code;
      expect(['malformed_body', 'validation_failed']).toContain(code);
      await expectProblem(answer, 400, code);
    });

    it('with a field that we do not know', () =>
      expectProblem(post({ ...GOOD, amount: 5 }), 400, 'validation_failed', ['/amount']));

    it.each(['1940; DROP TABLE payments', "1940' OR '1'='1", '0', '-1', '01940', 1940, '9'.repeat(30), ''])(
      'with the agreement %j',
      (agreementId) =>
        expectProblem(post({ ...GOOD, agreementId }), 400, 'validation_failed', ['/agreementId']),
    );

    it('with another method of payment', () =>
      expectProblem(post({ ...GOOD, method: 'cash' }), 400, 'validation_failed', ['/method']));

    it.each(['javascript:alert(1)', '//evil.example/', 'not an address'])(
      'with the return address %j',
      (returnUrl) => expectProblem(post({ ...GOOD, returnUrl }), 400, 'validation_failed', ['/returnUrl']),
    );

    it('with a return address that leads elsewhere', () =>
      expectProblem(post({ ...GOOD, returnUrl: 'https://evil.example/lk' }), 422, 'return_url_not_allowed'));

    it('of another type', () =>
      expectProblem(post('<a/>', { 'content-type': 'text/xml' }), 415, 'unsupported_media_type'));
    it('of a hundred kilobytes', () =>
      expectProblem(post({ ...GOOD, x: 'x'.repeat(100_000) }), 413, 'body_too_large'));
  });

  describe('a wrong header', () => {
    it('without an idempotency key', () =>
      expectProblem(
        world.api.request('POST', '/v1/payments', {
          headers: { authorization: `Bearer ${token}` },
          body: GOOD,
        }),
        400,
        'idempotency_key_missing',
      ));
    it.each(['short', 'x'.repeat(129), 'with spaces in it'])('with the key %j', (key) =>
      expectProblem(post(GOOD, { 'idempotency-key': key }), 400, 'idempotency_key_missing'),
    );
  });

  describe('an agreement', () => {
    it('that nobody has', () =>
      expectProblem(post({ ...GOOD, agreementId: '999999' }), 404, 'agreement_not_found'));
    it('of somebody else', () =>
      expectProblem(post({ ...GOOD, agreementId: '1950' }), 404, 'agreement_not_found'));
    it('that is closed', async () => {
      await world.billing.changeAgreement(1941, { closedon: '2026-01-31' });
      await expectProblem(post({ ...GOOD, agreementId: '1941' }), 409, 'agreement_closed');
      await world.billing.changeAgreement(1941, { closedon: null });
    });
  });

  describe('a wrong sign-in', () => {
    const signIn = (body: unknown) => world.api.request('POST', '/v1/sessions', { body });

    it('with a wrong password, and the same for an unknown login', async () => {
      const wrong = await signIn({ login: '001950', password: 'nope' });
      const unknown = await signIn({ login: '777777', password: 'nope' });
      expect([wrong.status, unknown.status]).toEqual([401, 401]);
      const stripped = [wrong.body, unknown.body].map((body) => ({ ...(body as object), traceId: '' }));
      expect(stripped[0]).toEqual(stripped[1]);
      expect(stripped[0]).toMatchObject({ code: 'invalid_credentials' });
    });

    it('with half of it', () =>
      expectProblem(signIn({ login: '001940' }), 400, 'validation_failed', ['/password']));

    it('six times in a row for one login', async () => {
      for (let i = 0; i < 5; i += 1) await signIn({ login: '001960', password: 'guess' });
      const answer = await signIn({ login: '001960', password: 'guess' });
      expect([answer.status, (answer.body as { code: string }).code]).toEqual([429, 'too_many_requests']);
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    });
  });

  describe('a wrong token', () => {
    const read = (headers: Record<string, string>) => world.api.request('GET', '/v1/account', { headers });

    it('is none', () => expectProblem(read({}), 401, 'unauthenticated'));
    it('is not ours', () => expectProblem(read({ authorization: `Bearer ${token}x` }), 401, 'token_invalid'));
    it('is unsigned', async () => {
      const [, payload = ''] = token.split('.');
      const header = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
      await expectProblem(read({ authorization: `Bearer ${header}.${payload}.` }), 401, 'token_invalid');
    });
    it('is a refresh token', async () => {
      const session = await world.api.request('POST', '/v1/sessions', {
        body: { login: '001950', password: 'demo' },
      });
      const { refreshToken } = session.body as { refreshToken: string };
      await expectProblem(read({ authorization: `Bearer ${refreshToken}` }), 401, 'token_invalid');
      const fresh = await world.api.request('POST', '/v1/sessions/refresh', { body: { refreshToken } });
      expect(fresh.status).toBe(200);
    });
    it('is a subscriber’s where an operator’s key is wanted', () =>
      expectProblem(
        world.api.request('GET', '/v1/postings', { headers: { authorization: `Bearer ${token}` } }),
        403,
        'insufficient_scope',
      ));
    it('is a key of another scope', async () =>
      expectProblem(
        world.api.request('GET', '/v1/postings', { headers: await world.apiKey('finance') }),
        403,
        'insufficient_scope',
      ));
    it('is a key that nobody made', () =>
      expectProblem(read({ 'x-api-key': `ba_${'0'.repeat(32)}_${'A'.repeat(43)}` }), 401, 'unauthenticated'));
    it('is a cabinet key without a subscriber', async () =>
      expectProblem(read(await world.apiKey('cabinet')), 400, 'subscriber_uid_missing'));
  });

  describe('a wrong address', () => {
    const get = (path: string) =>
      world.api.request('GET', path, { headers: { authorization: `Bearer ${token}` } });

    it.each([
      '/v1/nothing',
      '/v2/payments',
      '/',
      '/v1/payments/1/refunds/2/x',
      '/v1/payments/%zz',
      `/v1/payments/${'x'.repeat(300)}`,
    ])('%s', (path) => expectProblem(get(path), 404, 'route_not_found'));
    it.each(['nonsense', randomUUID(), "1' OR 1=1 --"])('of the payment %s', (id) =>
      expectProblem(get(`/v1/payments/${encodeURIComponent(id)}`), 404, 'payment_not_found'),
    );
    it('of somebody else’s payment', async () => {
      const payment = await world.pay(50_000, { login: '001950', agreementId: '1950' });
      await expectProblem(get(`/v1/payments/${payment.id}`), 404, 'payment_not_found');
    });
    it.each(['wait=-1', 'wait=31', 'wait=x', 'knownStatus=paid'])('with %s', (query) =>
      expectProblem(get(`/v1/payments/${randomUUID()}?${query}`), 400, 'validation_failed'),
    );
  });

  it('is answered in English where that is preferred', async () => {
    const answer = await post({ ...GOOD, amountKopecks: 0 }, { 'accept-language': 'en-GB,en;q=0.9' });
    expect(answer.body).toMatchObject({
      title: 'The request is wrong',
      errors: [{ detail: 'The number is too small.' }],
    });
  });
});
