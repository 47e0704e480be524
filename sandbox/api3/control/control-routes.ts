import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Api3Core } from '../api3-core';
import { addPayment, addPayments, changeAgreement, setLockDate } from './by-hand';
import { ControlError, readBody } from './control-error';
import { changePayment, doublePayment } from './tampering';
import { agreementView, paymentView, promiseView } from './views';

const seeding = z.strictObject({ count: z.number().int().min(1).max(100_000) });

/** A hundred thousand payments or so. */
const BULK_BYTES = 32 * 1024 * 1024;

/** For tests and demos: look into the billing, change it by hand, switch faults. */
export function controlRoutes(app: FastifyInstance, core: Api3Core): void {
  readJsonBodies(app);
  answerErrors(app);

  app.get<{ Querystring: { receipt?: string; all?: string } }>('/payments', ({ query: { receipt, all } }) => {
    const { payments } = core.store;
    return (receipt === undefined ? payments.all() : payments.withReceipt(receipt))
      .filter(({ modperson }) => all === '1' || modperson === core.manager.personid)
      .map(paymentView);
  });
  app.get<{ Querystring: { agrmid?: string } }>('/agreements', ({ query: { agrmid } }) =>
    [...core.store.agreements.values()]
      .filter((agreement) => agrmid === undefined || String(agreement.agrmid) === agrmid)
      .map(agreementView),
  );
  app.get<{ Querystring: { agrmid?: string } }>('/promises', ({ query: { agrmid } }) =>
    core.store.promises
      .standings(core.now())
      .filter(({ promise }) => agrmid === undefined || String(promise.agrmid) === agrmid)
      .map(promiseView),
  );
  app.get('/mails', () => core.store.mails.all());
  app.get('/calls', () => core.journal.calls());
  app.get('/rejected', () => core.journal.rejected());

  app.post('/faults', ({ body }) => {
    const answer = core.faults.set(body);
    if (!answer.accepted) throw new ControlError(400, answer.problems.join('; '));
    return answer.faults;
  });
  app.post('/reset', () => {
    core.reset();
    return { reset: true };
  });
  app.post('/sessions/expire', () => ({ expired: core.sessions.expireAll() }));
  app.post('/subscribers', ({ body }) => core.store.seedSubscribers(readBody(seeding, body).count));
  app.post('/lock-date', ({ body }) => ({ date: setLockDate(core.store, body) }));

  app.post('/payments', ({ body }) => paymentView(addPayment(core.store, body, core.now())));
  app.post('/payments/many', { bodyLimit: BULK_BYTES }, ({ body }) =>
    addPayments(core.store, body, core.now()),
  );
  app.post<{ Params: { recordid: string } }>('/payments/:recordid', ({ params, body }) =>
    paymentView(changePayment(core.store, Number(params.recordid), body, core.now())),
  );
  app.post<{ Params: { recordid: string } }>('/payments/:recordid/double', ({ params }) =>
    paymentView(doublePayment(core.store, Number(params.recordid))),
  );
  app.post<{ Params: { agrmid: string } }>('/agreements/:agrmid', ({ params, body }) =>
    agreementView(changeAgreement(core.store, Number(params.agrmid), body)),
  );
  app.all('/*', ({ method, url }) => {
    throw new ControlError(404, `no control call ${method} ${url}`);
  });
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
