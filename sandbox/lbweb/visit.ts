import type { Links } from './addresses/links';
import type { RouteName } from './addresses/routes';
import type { Cabinet } from './cabinet';
import type { CoreSession } from './core/core-session';
import type { PhpSession } from './sessions/php-sessions';

/** One request of a visitor, while it is worked on. */
export interface Visit {
  readonly cabinet: Cabinet;
  readonly route: RouteName;
  readonly isPost: boolean;
  /** Sent by a script of a page (`X-Requested-With`). */
  readonly isAjax: boolean;
  /** Path and query as asked for. */
  readonly target: string;
  readonly links: Links;
  readonly query: URLSearchParams;
  /** Fields of a posted form; empty otherwise. */
  readonly form: URLSearchParams;
  readonly address: string;
  /** The token of this visitor's forms. */
  readonly token: string;
  /** A sign-in or sign-out puts another one in its place. */
  session: PhpSession;
  /** The core, with this visitor's session there. */
  core: CoreSession;
}

export interface PageAnswer {
  readonly kind: 'page';
  /** 200 when absent. */
  readonly status?: number;
  readonly title: string;
  /** Markup between the parts that all pages share. */
  readonly content: string;
}

export type Answer =
  | PageAnswer
  /** 302 to an address of the cabinet. */
  | { readonly kind: 'redirect'; readonly to: string }
  | { readonly kind: 'json'; readonly value: unknown };

export interface Page {
  /** Whether guests may see it. */
  readonly forGuests: boolean;
  readonly answer: (visit: Visit) => Answer | Promise<Answer>;
}
