import type { FastifyInstance } from 'fastify';
import type { Cabinet } from '../cabinet';
import { settingsChange, type SettingsChange } from '../settings/cabinet-settings';
import { ControlError } from './control-error';

/**
 * For tests and demos only, under `/_control/`:
 *
 * - `GET calls`: visits by route since the last reset.
 * - `GET settings`, `POST settings`: how pages look and what the cabinet does (`CabinetSettings`); what a POST names
 *   changes, all settings are answered.
 * - `POST faults`: what goes wrong, by route or `*` (`CabinetFaults`), beside `down` and `seed`; `{}` is none.
 * - `POST sessions/expire`: ends every session; answers how many subscribers were signed in.
 * - `POST reset`: default settings, no faults, no calls; sessions stay.
 */
export function controlRoutes(app: FastifyInstance, cabinet: Cabinet): void {
  readJsonBodies(app);
  answerErrors(app);

  app.get('/calls', () => Object.fromEntries(cabinet.calls));
  app.get('/settings', () => cabinet.settings);
  app.post('/settings', ({ body }) => cabinet.changeSettings(readSettings(body)));
  app.post('/faults', ({ body }) => {
    const answer = cabinet.faults.set(body);
    if (!answer.accepted) throw new ControlError(400, answer.problems.join('; '));
    return answer.faults;
  });
  app.post('/sessions/expire', () => ({ expired: cabinet.sessions.endAll() }));
  app.post('/reset', () => {
    cabinet.reset();
    return { reset: true };
  });
  app.all('/*', ({ method, url }) => {
    throw new ControlError(404, `no control call ${method} ${url}`);
  });
}

function readSettings(body: unknown): SettingsChange {
  const read = settingsChange.safeParse(body);
  if (read.success) return read.data;
  const problems = read.error.issues.map((issue) =>
    [issue.path.join('.'), issue.message].filter(Boolean).join(': '),
  );
  throw new ControlError(400, problems.join('; '));
}

/** JSON whatever the content type says, and nothing at all as an empty object: `curl -d` should do. */
function readJsonBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, body === '' ? {} : JSON.parse(String(body)));
    } catch {
      done(new ControlError(400, 'the body is not JSON'));
    }
  });
}

function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof ControlError) return reply.code(error.statusCode).send({ error: error.message });
    throw error;
  });
}
