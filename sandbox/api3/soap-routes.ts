import type { FastifyInstance } from 'fastify';
import type { Api3Core } from './api3-core';
import type { SoapEndpoint } from './soap-endpoint';

/** The SOAP side: one path, whatever comes. */
export function soapRoutes(app: FastifyInstance, core: Api3Core, endpoint: SoapEndpoint): void {
  // Fastify's own idea of content types must not get between a client and our refusals.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

  app.addHook('onRequest', (request, reply, done) => {
    if (core.faults.current.down !== true) {
      done();
      return;
    }
    reply.hijack();
    request.raw.socket.destroy();
  });

  app.all('/*', async (request, reply) => {
    const answer = await endpoint.handle({
      method: request.method,
      path: request.url,
      headers: request.headers,
      body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    });
    switch (answer.kind) {
      case 'silence':
        return reply.hijack();
      case 'bad gateway':
        return reply.code(502).send();
      case 'answer':
        if (answer.cookies.length > 0) reply.header('set-cookie', [...answer.cookies]);
        return reply.code(answer.status).type('text/xml; charset=utf-8').send(answer.body);
    }
  });
}
