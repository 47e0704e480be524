import type { Page } from '../visit';

/** The mount point itself. */
export const siteIndex: Page = {
  forGuests: true,
  answer: ({ session, links }) => ({
    kind: 'redirect',
    to: links.to(session.signedIn ? 'account/index' : 'site/login'),
  }),
};
