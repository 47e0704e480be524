import { CoreFault, CoreUnreachable } from '../core/core-errors';
import { signOutAtCore } from '../core/personal';
import { CoreSession } from '../core/core-session';
import type { Page } from '../visit';

/** Ends both sessions; what the core says to it does not matter. */
export const siteLogout: Page = {
  forGuests: true,
  answer: async (visit) => {
    const { cabinet, session, core, links, address } = visit;
    if (session.signedIn) {
      cabinet.sessions.end(session);
      visit.session = cabinet.sessions.begin(address);
      visit.core = new CoreSession(cabinet.core);
      await signOutAtCore(core).catch((error: unknown) => {
        if (!(error instanceof CoreFault) && !(error instanceof CoreUnreachable)) throw error;
      });
    }
    return { kind: 'redirect', to: links.to('site/login') };
  },
};
