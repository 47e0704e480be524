import type { IncomingHttpHeaders } from 'node:http';
import { Links } from './addresses/links';
import type { CabinetAddress } from './addresses/read-address';
import type { RouteName } from './addresses/routes';
import type { Cabinet } from './cabinet';
import { CoreSession } from './core/core-session';
import { callerAddress } from './sessions/caller-address';
import { decodeCookie, readCookies, SESSION_COOKIE, TOKEN_COOKIE } from './sessions/cookies';
import { newToken } from './sessions/csrf-token';
import type { PhpSession } from './sessions/php-sessions';
import type { Visit } from './visit';

export interface VisitRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly remoteAddress: string;
  readonly body: string;
}

/** What the visitor's cookies said, before the visit changes them. */
export interface Presented {
  readonly sessionId: string | undefined;
  /** Decoded. */
  readonly token: string | undefined;
}

export function readPresented({ headers }: VisitRequest): Presented {
  const cookies = readCookies(headers.cookie);
  return { sessionId: cookies.get(SESSION_COOKIE), token: decodeCookie(cookies.get(TOKEN_COOKIE)) };
}

/** The visitor's session, or a new one of a guest: also where it has ended or belongs to another address. */
function sessionOf({ sessions, settings }: Cabinet, id: string | undefined, address: string): PhpSession {
  const session = sessions.use(id, settings.sessionSeconds);
  if (session && settings.bindAddress && session.address !== address) {
    sessions.end(session);
    return sessions.begin(address);
  }
  return session ?? sessions.begin(address);
}

function formOf({ method, headers, body }: VisitRequest): URLSearchParams {
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(headers['content-type'] ?? '');
  return new URLSearchParams(method === 'POST' && isForm ? body : '');
}

export function openVisit(
  cabinet: Cabinet,
  request: VisitRequest,
  place: CabinetAddress & { readonly route: RouteName },
  presented: Presented,
): Visit {
  const address = callerAddress(request.headers, request.remoteAddress);
  const session = sessionOf(cabinet, presented.sessionId, address);
  return {
    cabinet,
    route: place.route,
    isPost: request.method === 'POST',
    isAjax: request.headers['x-requested-with'] === 'XMLHttpRequest',
    target: request.target,
    links: new Links(place.form),
    query: place.query,
    form: formOf(request),
    address,
    token: cabinet.settings.rotateCookies ? newToken() : (presented.token ?? newToken()),
    session,
    core: new CoreSession(cabinet.core, session.signedIn?.sessnum),
  };
}
