import type { DynamicModule } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { LoggerModule } from 'nestjs-pino';
import type { Settings } from '../config/settings';
import { currentRequestId } from '../shared/request-context';

/** Names under which a secret could stand in a line of log, wherever it stands. */
const SECRETS = [
  'password',
  'pass',
  'authorization',
  'cookie',
  'token',
  'Token',
  'accessToken',
  'refreshToken',
  'RebillId',
  'sessnum',
];
const REDACTED = [...SECRETS, ...SECRETS.flatMap((name) => [`*.${name}`, `*.*.${name}`])];

/** The quiet routes: probes and scrapes say nothing of the service's work. */
const QUIET = /^\/(health|metrics|docs)(\/|$|\?)/;

/** One JSON object per line, with the request id; bodies and headers are never logged. */
export function loggingModule(settings: Settings): DynamicModule {
  return LoggerModule.forRoot({
    // Nest's default route matches nothing on Fastify.
    forRoutes: ['*path'],
    pinoHttp: {
      level: settings.LOG_LEVEL,
      base: { service: 'billing-adapter' },
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: REDACTED, censor: '[redacted]' },
      // A request's own logger carries the id already; everything else takes it from the context.
      mixin: (_line, _level, logger: { bindings(): Record<string, unknown> }) => {
        const requestId = currentRequestId();
        return requestId === undefined || 'requestId' in logger.bindings() ? {} : { requestId };
      },
      genReqId: (request) => (request as unknown as FastifyRequest).id,
      quietReqLogger: true,
      customAttributeKeys: { responseTime: 'durationMs', reqId: 'requestId' },
      autoLogging: { ignore: (request) => QUIET.test(request.url ?? '') },
      serializers: {
        req: (request: { method: string; url: string }) => ({
          method: request.method,
          path: request.url.split('?')[0],
        }),
        res: (response: { statusCode: number }) => ({ statusCode: response.statusCode }),
      },
    },
  });
}
