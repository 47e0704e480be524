import fastify from 'fastify';
import { useBodyParsers } from './body-parsers';

describe('the body', () => {
  const app = fastify();
  useBodyParsers(app);
  app.post('/v1/tinkoff/notifications', (request) => ({ isRaw: Buffer.isBuffer(request.body) }));
  app.post('/other', (request) => ({ body: request.body }));
  afterAll(() => app.close());

  const post = (url: string, payload: string, type = 'application/json') =>
    app.inject({ method: 'POST', url, payload, headers: { 'content-type': type } });

  it.each(['/v1/tinkoff/notifications', '/v1/tinkoff/notifications?a=1', '/v1/tinkoff/%6eotifications'])(
    'of a notification is raw, whatever its type, at %s',
    async (url) => {
      for (const type of ['application/json', 'text/plain', 'x/y']) {
        expect((await post(url, '{"a":1}', type)).json()).toEqual({ isRaw: true });
      }
    },
  );

  it.each(['{"a":', '[]'])('that nests deeply in %s is refused before anybody walks it', async (mark) => {
    const [open, close] = mark === '[]' ? ['[', ']'] : [mark, '}'];
    const nested = `${open.repeat(8_000)}1${close.repeat(8_000)}`;
    expect((await post('/other', `{"a":${nested}}`)).statusCode).toBe(400);
  });

  it.each(['{"constructor":[1]}', '{"a":{"toString":1}}', '{"a":[{"__proto__":1}]}'])(
    'with a name that all objects have is refused: %s',
    async (body) => {
      expect((await post('/other', body)).statusCode).toBe(400);
    },
  );

  it('of a few levels is taken', async () => {
    expect((await post('/other', '{"a":{"b":[{"c":1}]}}')).json()).toEqual({
      body: { a: { b: [{ c: 1 }] } },
    });
  });
});
