import fastify, { type FastifyInstance } from 'fastify';
import { serveApi } from './api';
import { Bank } from './bank';
import { serveControl } from './control';
import { ControlError } from './control-body';
import { serveForm } from './form';
import { errorPage } from './pages';
import type { BankSettings } from './settings';

export interface BankServer {
  readonly app: FastifyInstance;
  readonly bank: Bank;
  /** Listens and answers with the address. */
  listen(): Promise<string>;
  close(): Promise<void>;
}

/** Puts the stand-in together: the bank's API, its payment form, and the control of both. */
export function bankServer(settings: BankSettings, now?: () => number): BankServer {
  const bank = new Bank(settings, now);
  // Calls that are never answered hold their connections open: closing must not wait for them.
  const app = fastify({ forceCloseConnections: true });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_call, body, done) => done(null, body));
  app.setNotFoundHandler((_call, reply) =>
    reply.code(404).type('text/html; charset=utf-8').send(errorPage(404)),
  );
  app.setErrorHandler((error, _call, reply) => {
    if (error instanceof ControlError) return reply.code(error.httpStatus).send({ error: error.message });
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return reply.code(500).type('text/html; charset=utf-8').send(errorPage(500));
  });
  serveApi(app, bank);
  serveForm(app, bank);
  serveControl(app, bank);
  return {
    app,
    bank,
    listen: async () => {
      const address = new URL(await app.listen({ host: settings.host, port: settings.port }));
      if (settings.host === '0.0.0.0' || settings.host === '::') address.hostname = '127.0.0.1';
      const url = address.toString().replace(/\/$/, '');
      bank.publicUrl = settings.publicUrl ?? url;
      return url;
    },
    close: async () => {
      bank.notifier.forgetAll();
      await app.close();
    },
  };
}
