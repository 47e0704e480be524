import { setTimeout as pause } from 'node:timers/promises';
import { readAddress } from './addresses/read-address';
import { answerVisit, becomeGuest } from './answer-visit';
import type { Cabinet } from './cabinet';
import { drawFaults, type DrawnFaults } from './faults/drawn-faults';
import { CHANGED_JSON, changedPage } from './html/changed-page';
import { frontEndPage } from './html/error-pages';
import { layout } from './html/layout';
import { openVisit, readPresented, type Presented, type VisitRequest } from './open-visit';
import { setSessionCookie, setTokenCookie } from './sessions/cookies';
import type { Answer, Visit } from './visit';

/** What goes back over the wire; undefined leaves the visitor without an answer on an open connection. */
export interface Reply {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  readonly cookies: readonly string[];
  readonly location?: string;
}

const HTML = 'text/html; charset=UTF-8';

function frontEndReply(status: number): Reply {
  return { status, contentType: HTML, body: frontEndPage(status), cookies: [] };
}

/** Plays the faults of a visit around its work. The order of the lines is the order of events. */
export async function serveVisit(cabinet: Cabinet, request: VisitRequest): Promise<Reply | undefined> {
  const place = readAddress(request.target);
  if (place?.route === undefined) return frontEndReply(404);
  const { route } = place;
  cabinet.countCall(route);
  const faults = drawFaults(cabinet.faults, route);
  if (faults.slowMs > 0) await pause(faults.slowMs, undefined, { ref: false });
  if (faults.http502) return frontEndReply(502);
  if (faults.timeoutBeforeCommit) return undefined;

  const presented = readPresented(request);
  const visit = openVisit(cabinet, request, { ...place, route }, presented);
  if (faults.expireSession) becomeGuest(visit);
  const answer = await answerVisit(visit, presented);
  if (faults.http502AfterCommit) return frontEndReply(502);
  if (faults.timeoutAfterCommit) return undefined;
  const reply = replyOf(visit, request, presented, answer, faults);
  return faults.halfPage ? { ...reply, body: reply.body.slice(0, Math.floor(reply.body.length / 2)) } : reply;
}

function replyOf(
  visit: Visit,
  request: VisitRequest,
  presented: Presented,
  answer: Answer,
  faults: DrawnFaults,
): Reply {
  const body = bodyOf(visit, answer, faults);
  const cookies = cookiesOf(visit, presented, answer);
  switch (answer.kind) {
    case 'page':
      return { status: answer.status ?? 200, contentType: HTML, body, cookies };
    case 'json':
      return { status: 200, contentType: 'application/json', body, cookies };
    case 'redirect':
      return {
        status: 302,
        contentType: HTML,
        body,
        cookies,
        location: locationOf(visit, request, answer.to),
      };
  }
}

function bodyOf(visit: Visit, answer: Answer, { changedPage: isChanged }: DrawnFaults): string {
  switch (answer.kind) {
    case 'page':
      return isChanged ? changedPage(visit) : layout(visit, answer);
    case 'json':
      return JSON.stringify(isChanged ? CHANGED_JSON : answer.value);
    case 'redirect':
      return '';
  }
}

/** Cookies that the visitor does not have yet. Only pages rotate them: a page's script goes on with what the page says. */
function cookiesOf(visit: Visit, presented: Presented, answer: Answer): string[] {
  const { cabinet, token } = visit;
  const rotates = cabinet.settings.rotateCookies;
  if (rotates && answer.kind === 'page') visit.session = cabinet.sessions.renew(visit.session);
  const isNewToken = token !== presented.token && (answer.kind === 'page' || presented.token === undefined);
  return [
    ...(visit.session.id === presented.sessionId ? [] : [setSessionCookie(visit.session.id)]),
    ...(isNewToken ? [setTokenCookie(token)] : []),
  ];
}

function locationOf({ cabinet }: Visit, { headers }: VisitRequest, to: string): string {
  return cabinet.settings.redirects === 'absolute' ? `http://${headers.host ?? 'localhost'}${to}` : to;
}
