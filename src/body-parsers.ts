import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { FILE_TYPES } from './shared/http/uploaded-file';

const NOTIFICATIONS = '/v1/tinkoff/notifications';
/** What is sent there by POST is a file. */
const UPLOADS = new Set(['/v1/registries', '/v1/bank-statements']);

/** By the route and not by the address, which can be spelt in more than one way (`%6eotifications`). */
function isNotification(request: FastifyRequest): boolean {
  return request.routeOptions.url === NOTIFICATIONS;
}

export function isUpload(request: FastifyRequest): boolean {
  return request.method === 'POST' && UPLOADS.has(request.routeOptions.url ?? '');
}

function refusal(statusCode: number, message: string): Error {
  return Object.assign(new Error(message), { statusCode });
}

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** No request has more than one level; what walks a value after this does so by recursion. */
const DEEPEST = 32;

/** Too deep, or with a name that all objects have: validation passes over a `constructor`. */
function isTwisted(value: unknown, levels = DEEPEST): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  return Object.entries(value).some(([name, item]) => name in {} || isTwisted(item, levels - 1));
}

async function bytesOf(payload: Readable, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of payload.iterator({ destroyOnReturn: false })) {
    length += (chunk as Buffer).length;
    if (length > limit) throw refusal(413, 'too large');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

/**
 * The bank's notifications reach their handler as raw bytes, because the signature is checked over what was sent; files reach
 * the routes that take them as a stream; every other body must be a JSON object of a few levels, without keys that reach into
 * prototypes.
 */
export function useBodyParsers(fastify: FastifyInstance): void {
  const parseJson = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (isNotification(request)) {
      done(null, body);
      return;
    }
    if (body.length === 0) {
      done(null, undefined);
      return;
    }
    void parseJson(request, body.toString('utf8'), (error, value: unknown) => {
      if (error) done(refusal(400, 'not JSON'));
      else if (isObject(value) && !isTwisted(value)) done(null, value);
      else done(refusal(400, 'not a JSON object'));
    });
  });
  fastify.addContentTypeParser([...FILE_TYPES], (request, payload, done) => {
    if (isUpload(request)) done(null, payload);
    else if (!isNotification(request)) done(refusal(415, 'not application/json'));
    else {
      bytesOf(payload, request.routeOptions.bodyLimit).then(
        (bytes) => {
          done(null, bytes);
        },
        (error: unknown) => {
          // Whoever stops sending in the middle is no fault of ours.
          done(Object.assign(refusal(400, 'broken off'), error));
        },
      );
    }
  });
  fastify.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body, done) => {
    if (isNotification(request)) done(null, body);
    else done(refusal(415, 'not application/json'));
  });
}
