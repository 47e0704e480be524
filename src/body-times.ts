import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isUpload } from './body-parsers';

const comesWithBody = ({ headers }: FastifyRequest): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/**
 * Breaks off requests whose body takes too long, but for files, which may take as long as the server lets any request. The
 * server itself knows one limit for all.
 */
export function limitBodyTimes(fastify: FastifyInstance, ms: number): void {
  fastify.addHook('onRequest', (request, _reply, done) => {
    const { raw } = request;
    if (!isUpload(request) && comesWithBody(request)) {
      const timer = setTimeout(() => {
        if (!raw.complete) raw.destroy();
      }, ms);
      raw.once('close', () => {
        clearTimeout(timer);
      });
    }
    done();
  });
}
