import axios from 'axios';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SystemClock } from '../../shared/clock';
import { Api3Billing } from './api3.adapter';
import { Api3Cabinet } from './api3-cabinet';
import { Api3Core, type Api3Options } from './api3-core';

export interface CannedAnswer {
  readonly status?: number;
  readonly body?: string;
  readonly cookies?: readonly string[];
  /** Ends the connection without an answer. */
  readonly hangUp?: boolean;
  /** Never answers. */
  readonly silent?: boolean;
}

export interface SeenCall {
  readonly operation: string;
  readonly xml: string;
  readonly headers: IncomingHttpHeaders;
}

type Answerer = (call: SeenCall, nth: number) => CannedAnswer | Promise<CannedAnswer>;

export const MANAGER_PASSWORD = 'manager-S3cret';

const ENVELOPE = 'xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" xmlns:lb="urn:api3"';

export function envelope(content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<SOAP-ENV:Envelope ${ENVELOPE}><SOAP-ENV:Header/><SOAP-ENV:Body>${content}</SOAP-ENV:Body></SOAP-ENV:Envelope>`;
}

/** A positive answer with these children. */
export function answer(operation: string, children: string): CannedAnswer {
  return { body: envelope(`<lb:${operation}Response>${children}</lb:${operation}Response>`) };
}

export function fault(detail: string, faultstring = 'fault', status = 500): CannedAnswer {
  const parts = `<faultcode>SOAP-ENV:Server</faultcode><faultstring>${faultstring}</faultstring><detail>${detail}</detail>`;
  return { status, body: envelope(`<SOAP-ENV:Fault>${parts}</SOAP-ENV:Fault>`) };
}

/** The manager's sign-in, with a dead cookie before the live one. */
export function signedIn(session = 'live1', maxAge = 600): CannedAnswer {
  const manager = `<manager><personid>77</personid><login>gate</login><pass>${MANAGER_PASSWORD}</pass></manager>`;
  return {
    ...answer('Login', `<ret>${manager}</ret>`),
    cookies: ['sessnum=dead0; Max-Age=0', `sessnum=${session}; Max-Age=${String(maxAge)}; path=/`],
  };
}

/** A core on a port of its own that plays the answers it is given and keeps what it was asked. */
export class CannedCore {
  readonly calls: SeenCall[] = [];
  private readonly answers = new Map<string, Answerer>();
  private readonly server: Server;
  private readonly ways: Api3Core[] = [];

  constructor() {
    this.on('Login', signedIn());
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const xml = Buffer.concat(chunks).toString();
        const operation = /Body><(?:[\w-]+:)?(\w+)/.exec(xml)?.[1] ?? '';
        const call = { operation, xml, headers: request.headers };
        this.calls.push(call);
        const nth = this.seen(operation).length;
        void Promise.resolve(this.answers.get(operation)?.(call, nth) ?? fault('unprepared')).then(
          (canned) => {
            if (canned.silent) return;
            if (canned.hangUp) {
              request.socket.destroy();
              return;
            }
            response.writeHead(canned.status ?? 200, {
              'Content-Type': 'text/xml; charset=utf-8',
              ...(canned.cookies ? { 'Set-Cookie': [...canned.cookies] } : {}),
            });
            response.end(canned.body ?? '');
          },
        );
      });
    });
  }

  async start(): Promise<this> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return this;
  }

  async stop(): Promise<void> {
    for (const way of this.ways) way.close();
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}/`;
  }

  on(operation: string, canned: CannedAnswer | Answerer): this {
    this.answers.set(operation, typeof canned === 'function' ? canned : () => canned);
    return this;
  }

  seen(operation: string): SeenCall[] {
    return this.calls.filter((call) => call.operation === operation);
  }

  /** A billing adapter on this core. */
  adapter(changed: Partial<Api3Options> = {}): Api3Billing {
    return new Api3Billing(this.way(changed));
  }

  /** A cabinet adapter on this core. */
  cabinet(changed: Partial<Api3Options> = {}): Api3Cabinet {
    return new Api3Cabinet(this.way(changed));
  }

  /** A way to this core, for adapters that share it. */
  way(changed: Partial<Api3Options> = {}): Api3Core {
    const way = new Api3Core({
      url: this.url,
      managerLogin: 'gate',
      managerPassword: MANAGER_PASSWORD,
      timeoutMs: 2_000,
      timeZone: 'Europe/Moscow',
      paymentClassId: 5,
      cashCode: 2,
      axios: axios.create(),
      clock: new SystemClock(),
      sessionRetryPauseMs: 1,
      ...changed,
    });
    this.ways.push(way);
    return way;
  }
}
