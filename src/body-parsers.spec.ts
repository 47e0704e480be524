import { once } from 'node:events';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { useBodyParsers } from './body-parsers';
import { FILE_TYPES } from './shared/http/uploaded-file';

describe('the body', () => {
  let app: FastifyInstance;

  beforeEach(() => {
    app = fastify();
    useBodyParsers(app);
    app.post('/v1/tinkoff/notifications', ({ body }) => ({ isRaw: Buffer.isBuffer(body) }));
    app.post('/v1/registries', ({ body }) => ({ isStream: body instanceof Readable }));
    app.get('/v1/registries', () => ({ items: [] }));
    app.post('/other', ({ body }) => ({ body }));
  });
  afterEach(() => app.close());

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

  it.each(['text/plain', 'x/y', 'application/json'])('of a notification has a limit as %s', async (type) => {
    const answer = await post('/v1/tinkoff/notifications', 'x'.repeat(2 ** 20 + 1), type);
    expect(answer.statusCode).toBe(413);
  });

  it.each([...FILE_TYPES, 'text/html', 'application/json'])(
    'of a notification that breaks off as %s is the fault of who sent it',
    async (type) => {
      const failed = new Promise<FastifyError>((resolve) => {
        app.addHook('onError', (_request, _reply, error, done) => {
          resolve(error);
          done();
        });
      });
      await app.listen();
      const { port } = app.server.address() as AddressInfo;
      const headers = { 'content-type': type, 'content-length': '10' };
      const sender = request({ port, path: '/v1/tinkoff/notifications', method: 'POST', headers });
      sender.on('error', () => undefined).write('{');
      await once(app.server, 'request');
      sender.destroy();
      expect((await failed).statusCode).toBe(400);
    },
  );

  describe.each([...FILE_TYPES, 'text/csv; charset=windows-1251', 'Text/CSV'])('of the type %s', (type) => {
    it('reaches a route that takes files as a stream, whatever its length', async () => {
      const answer = await post('/v1/registries?fileName=a.csv', 'x'.repeat(2 ** 20 + 1), type);
      expect(answer.json()).toEqual({ isStream: true });
    });

    it('is refused everywhere else', async () => {
      expect((await post('/other', '{}', type)).statusCode).toBe(415);
    });
  });

  it('of a route that takes files may not be of any other type', async () => {
    for (const type of ['text/html', 'multipart/form-data; boundary=x']) {
      expect((await post('/v1/registries', 'x', type)).statusCode).toBe(415);
    }
    expect((await post('/v1/registries', '{}')).json()).toEqual({ isStream: false });
  });

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
