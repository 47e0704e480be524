import axios from 'axios';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SystemClock } from '../../shared/clock';
import type { Subscriber } from '../cabinet.port';
import { UpstreamSessions } from '../upstream-sessions.port';
import { writeSession, type KeptSession } from './kept-session';
import { LbwebCabinet, type LbwebCabinetOptions } from './lbweb-cabinet';

export interface CannedPage {
  readonly status?: number;
  readonly body?: string | Buffer;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** Ends the connection without an answer. */
  readonly hangUp?: boolean;
  /** Never answers. */
  readonly silent?: boolean;
}

export interface SeenRequest {
  /** Such as `GET account/index`. */
  readonly name: string;
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
}

type Answerer = (request: SeenRequest, nth: number) => CannedPage | Promise<CannedPage>;

/** A whole page of somebody who is signed in. */
export function page(content: string): CannedPage {
  return {
    body: `<!DOCTYPE html><html><head><title>Кабинет</title></head><body><a href="/api.php?r=site/logout">Выход</a>${content}</body></html>`,
  };
}

export function redirection(location: string, cookies: readonly string[] = []): CannedPage {
  return { status: 302, headers: { location, 'set-cookie': cookies } };
}

export function json(value: unknown): CannedPage {
  return { body: JSON.stringify(value), headers: { 'content-type': 'application/json' } };
}

export class MemorySessions extends UpstreamSessions {
  readonly kept = new Map<string, string>();
  readonly saved: string[] = [];

  load(sessionId: string): Promise<string | null> {
    return Promise.resolve(this.kept.get(sessionId) ?? null);
  }

  save(sessionId: string, upstreamSession: string): Promise<void> {
    this.saved.push(upstreamSession);
    this.kept.set(sessionId, upstreamSession);
    return Promise.resolve();
  }
}

/** A cabinet of the query form on a port of its own that plays the pages it is given and keeps what it was asked. */
export class CannedCabinet {
  readonly requests: SeenRequest[] = [];
  readonly sessions = new MemorySessions();
  private readonly answers = new Map<string, Answerer>();
  private readonly adapters: LbwebCabinet[] = [];
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const url = new URL(request.url ?? '/', 'http://cabinet');
        const form = new URLSearchParams(Buffer.concat(chunks).toString());
        const route = url.searchParams.get('r') ?? form.get('r') ?? url.pathname;
        const name = `${request.method ?? ''} ${route}`;
        const seen = { name, query: url.searchParams, form, headers: request.headers };
        this.requests.push(seen);
        const answerer = this.answers.get(name) ?? ((): CannedPage => ({ status: 404, body: 'unprepared' }));
        void Promise.resolve(answerer(seen, this.seen(name).length)).then((canned) => {
          if (canned.silent) return;
          if (canned.hangUp) {
            request.socket.destroy();
            return;
          }
          response.writeHead(canned.status ?? 200, {
            'Content-Type': 'text/html; charset=UTF-8',
            ...(canned.headers as Record<string, string | string[]> | undefined),
          });
          response.end(canned.body ?? '');
        });
      });
    });
  }

  async start(): Promise<this> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return this;
  }

  async stop(): Promise<void> {
    for (const adapter of this.adapters) adapter.close();
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}/`;
  }

  /** @param name method and route, such as `POST site/login` */
  on(name: string, canned: CannedPage | Answerer): this {
    this.answers.set(name, typeof canned === 'function' ? canned : () => canned);
    return this;
  }

  seen(name: string): SeenRequest[] {
    return this.requests.filter((request) => request.name === name);
  }

  /** An adapter on this cabinet. */
  adapter(changed: Partial<LbwebCabinetOptions> = {}): LbwebCabinet {
    const adapter = new LbwebCabinet({
      baseUrl: this.url,
      urlForm: 'query',
      timeoutMs: 2_000,
      timeZone: 'Europe/Moscow',
      axios: axios.create({ proxy: false }),
      clock: new SystemClock(),
      sessions: this.sessions,
      ownerOf: () => Promise.resolve('940'),
      ...changed,
    });
    this.adapters.push(adapter);
    return adapter;
  }

  /** Somebody who has signed in before. */
  subscriber(changed: Partial<KeptSession> = {}, sessionId = 's1'): Subscriber {
    const kept = {
      uid: '940',
      login: '001940',
      agreements: [
        { agreementId: '1940', number: '001' },
        { agreementId: '1941', number: '002' },
      ],
      links: {},
      cookies: [
        {
          key: 'LBSESSID',
          value: 'abc',
          domain: '127.0.0.1',
          path: '/',
          hostOnly: true,
          secure: false,
          httpOnly: true,
          expires: null,
        },
      ],
      ...changed,
    };
    this.sessions.kept.set(sessionId, writeSession(kept));
    return { uid: kept.uid, sessionId };
  }
}
