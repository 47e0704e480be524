import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Nothing but its own files, and nothing inside them that a text of a payment could turn into a script. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "form-action 'none'",
].join('; ');

const HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  // Asked about each time: a new version of the service is a new page at once.
  'cache-control': 'no-cache',
};

/**
 * Serves finance's page at `/finance`: public files without data. What they show they ask of `/v1`, by the key that a person
 * types in.
 */
export async function serveFinancePage(fastify: FastifyInstance): Promise<void> {
  // A scope of its own, so that `sendFile` here is no other plugin's.
  await fastify.register(async (scope) => {
    await scope.register(fastifyStatic, {
      root: join(__dirname, 'page'),
      prefix: '/finance/',
      index: false,
      cacheControl: false,
      dotfiles: 'deny',
      setHeaders: (reply) => void reply.headers(HEADERS),
    });
    scope.get('/finance', (_request, reply) => reply.sendFile('index.html'));
    scope.get('/finance/', (_request, reply) => reply.redirect('../finance', 301));
  });
}
