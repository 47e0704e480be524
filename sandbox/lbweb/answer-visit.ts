import { CoreFault, CoreUnreachable } from './core/core-errors';
import { CoreSession } from './core/core-session';
import { errorPage, TROUBLE } from './html/error-pages';
import type { Presented } from './open-visit';
import { PAGES } from './routes/pages';
import { TOKEN_COOKIE } from './sessions/cookies';
import { tokenFits } from './sessions/csrf-token';
import type { Answer, Visit } from './visit';

/** What a visitor gets: the page, or what stands in its way. A guest is turned away whatever his token is. */
export async function answerVisit(visit: Visit, presented: Presented): Promise<Answer> {
  const page = PAGES[visit.route];
  if (!page.forGuests && !visit.session.signedIn) return turnAway(visit);
  if (isForged(visit, presented)) return errorPage(400, 'Ошибка 400', 'CSRF-токен не прошел проверку.');
  try {
    return await page.answer(visit);
  } catch (error) {
    if (error instanceof CoreFault && error.isSessionOver) {
      becomeGuest(visit);
      return turnAway(visit);
    }
    if (!(error instanceof CoreFault) && !(error instanceof CoreUnreachable)) throw error;
    return errorPage(visit.cabinet.settings.errorPageStatus, 'Ошибка', TROUBLE);
  }
}

function isForged({ isPost, form, cabinet }: Visit, presented: Presented): boolean {
  return isPost && cabinet.settings.csrf && !tokenFits(presented.token, form.get(TOKEN_COOKIE));
}

/** Ends what the cabinet knows of the subscriber. */
export function becomeGuest(visit: Visit): void {
  const { cabinet, session, address } = visit;
  cabinet.sessions.end(session);
  visit.session = cabinet.sessions.begin(address);
  visit.core = new CoreSession(cabinet.core);
}

/** A guest where only subscribers may be (lbweb facts 2.1). */
function turnAway({ isAjax, isPost, session, target, links }: Visit): Answer {
  if (isAjax) return { kind: 'json', value: { unauthorized: true } };
  if (!isPost) session.returnTo = target;
  return { kind: 'redirect', to: links.to('site/login') };
}
