import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { Logger } from 'nestjs-pino';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { v7 } from 'uuid';
import { parse } from 'yaml';
import { AppModule } from './app.module';
import { useBodyParsers } from './body-parsers';
import { limitBodyTimes } from './body-times';
import type { Settings } from './config/settings';
import { runMigrations } from './database/run-migrations';
import { serveFinancePage } from './finance-page/finance-page';
import { strictValidation } from './shared/http/validation';
import { CommonProblems } from './shared/problem/common-problems';
import { Problem } from './shared/problem/problem';
import { ProblemFilter, sendProblem } from './shared/problem/problem.filter';
import { runWithRequestId } from './shared/request-context';

const BODY_LIMIT_BYTES = 64 * 1024;
/** For a whole request to arrive; an answer may take longer. A file may come over a slow line. */
const REQUEST_TIMEOUT_MS = 15_000;
const FILE_TIMEOUT_MS = 600_000;
const EXPOSED_HEADERS = ['location', 'retry-after', 'x-request-id', 'idempotent-replayed'];
const REQUEST_ID = /^[\w.-]{1,64}$/;

function fastifyAdapter(settings: Settings): FastifyAdapter {
  const proxies = settings.TRUSTED_PROXIES;
  return new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: FILE_TIMEOUT_MS,
    http: { headersTimeout: REQUEST_TIMEOUT_MS },
    // While the service stops, what still comes is answered as ever, and the balancer sends nothing new.
    return503OnClosing: false,
    // Addresses that cannot even be read never reach Nest.
    frameworkErrors: (_error: unknown, request: FastifyRequest, reply: FastifyReply) => {
      void reply.header('x-request-id', request.id);
      sendProblem(new Problem(CommonProblems.routeNotFound), request, reply);
    },
    trustProxy: (address: string) => proxies.contains(address),
    genReqId: (request: IncomingMessage) => {
      const given = request.headers['x-request-id'];
      return typeof given === 'string' && REQUEST_ID.test(given) ? given : v7();
    },
  });
}

/** Shows the contract that stands beside the built service. */
function serveDocs(app: NestFastifyApplication): void {
  const path = join(__dirname, 'openapi.yaml');
  if (!existsSync(path)) return;
  const document = parse(readFileSync(path, 'utf8')) as OpenAPIObject;
  SwaggerModule.setup('docs', app, document, {
    yamlDocumentUrl: 'docs/openapi.yaml',
    jsonDocumentUrl: 'docs/openapi.json',
  });
}

/** The service, ready to listen. */
export async function createServer(settings: Settings): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with(settings),
    fastifyAdapter(settings),
    {
      bufferLogs: true,
      bodyParser: false,
      abortOnError: false,
    },
  );
  app.useLogger(app.get(Logger));
  app.flushLogs();
  const fastify = app.getHttpAdapter().getInstance();
  useBodyParsers(fastify);
  limitBodyTimes(fastify, REQUEST_TIMEOUT_MS);
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    runWithRequestId(request.id, done);
  });
  app.setGlobalPrefix('v1', { exclude: ['health/live', 'health/ready', 'metrics'] });
  if (settings.CORS_ORIGINS.length > 0) {
    app.enableCors({ origin: settings.CORS_ORIGINS, exposedHeaders: EXPOSED_HEADERS, maxAge: 600 });
  }
  app.useGlobalPipes(strictValidation());
  app.useGlobalFilters(new ProblemFilter());
  serveDocs(app);
  await serveFinancePage(fastify);
  app.enableShutdownHooks([], { useProcessExit: true });
  if (settings.MIGRATE_ON_START) await runMigrations(app.get(DataSource));
  return app;
}
