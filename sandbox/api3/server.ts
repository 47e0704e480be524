import Fastify, { type FastifyInstance } from 'fastify';
import { Recorder } from '../shared/recorder';
import { Api3Core } from './api3-core';
import { controlRoutes } from './control/control-routes';
import { SoapEndpoint } from './soap-endpoint';
import { soapRoutes } from './soap-routes';
import type { Clock } from './values/clock';

export interface Api3Options {
  readonly managerLogin: string;
  readonly managerPassword: string;
  readonly now?: Clock;
  /** Folder for raw messages; undefined = the environment decides. */
  readonly recordDir?: string;
}

/** The manager that the payment system posts under: its number is `modperson` of every payment of ours. */
const MANAGER_PERSON_ID = 42;

/** Both sides of the stand-in on one port: SOAP at `/`, control under `/_control/`. */
export function createServer(options: Api3Options): FastifyInstance {
  const manager = {
    personid: MANAGER_PERSON_ID,
    login: options.managerLogin,
    password: options.managerPassword,
    fullName: 'Т-Банк',
    description: 'Внешняя платёжная система',
  };
  const core = new Api3Core(manager, options.now ?? Date.now);
  const endpoint = new SoapEndpoint(core, new Recorder('api3', options.recordDir));
  // Calls that are held for ever must not hold up the end of the process.
  const app = Fastify({ forceCloseConnections: true });
  app.register(
    (scope, _options, done) => {
      controlRoutes(scope, core);
      done();
    },
    { prefix: '/_control' },
  );
  app.register((scope, _options, done) => {
    soapRoutes(scope, core, endpoint);
    done();
  });
  return app;
}
