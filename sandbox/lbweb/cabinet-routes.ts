import type { FastifyInstance } from 'fastify';
import { readAddress } from './addresses/read-address';
import type { Cabinet } from './cabinet';
import { serveVisit } from './serve-visit';

/** The subscriber's side: whatever address comes. */
export function cabinetRoutes(app: FastifyInstance, cabinet: Cabinet): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));

  app.addHook('onRequest', (request, reply, done) => {
    if (cabinet.faults.current.down !== true) {
      done();
      return;
    }
    reply.hijack();
    request.raw.socket.destroy();
  });

  app.route({
    method: ['GET', 'POST'],
    url: '/*',
    handler: async (request, reply) => {
      const body = typeof request.body === 'string' ? request.body : '';
      const { method, url: target, headers } = request;
      const remoteAddress = request.ip;
      const answer = await serveVisit(cabinet, { method, target, headers, remoteAddress, body });
      const name = readAddress(target)?.route?.replace('/', '-') ?? 'elsewhere';
      cabinet.recorder.exchange(name, 'txt', `${method} ${target}\n\n${body}`, answer?.body);
      if (!answer) return reply.hijack();
      reply.code(answer.status).type(answer.contentType);
      reply.header('cache-control', 'no-store, no-cache, must-revalidate').header('pragma', 'no-cache');
      if (answer.cookies.length > 0) reply.header('set-cookie', [...answer.cookies]);
      if (answer.location !== undefined) reply.header('location', answer.location);
      return reply.send(answer.body);
    },
  });
}
