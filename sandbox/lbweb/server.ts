import Fastify, { type FastifyInstance } from 'fastify';
import { Cabinet } from './cabinet';
import { cabinetRoutes } from './cabinet-routes';
import { controlRoutes } from './control/control-routes';
import type { LbwebOptions } from './environment';
import { frontEndPage } from './html/error-pages';

/** Both sides of the stand-in on one port: the cabinet, and its control under `/_control/`. */
export function createServer(options: LbwebOptions): FastifyInstance {
  const cabinet = new Cabinet(options);
  // Calls that are held for ever must not hold up the end of the process.
  const app = Fastify({ forceCloseConnections: true });
  app.setErrorHandler((error, _request, reply) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return reply.code(500).type('text/html; charset=UTF-8').send(frontEndPage(500));
  });
  app.register(
    (scope, _options, done) => {
      controlRoutes(scope, cabinet);
      done();
    },
    { prefix: '/_control' },
  );
  app.register((scope, _options, done) => {
    cabinetRoutes(scope, cabinet);
    done();
  });
  return app;
}
