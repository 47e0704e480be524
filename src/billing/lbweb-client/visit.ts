import { TransportFailure } from '../transport-failure';
import { isSignIn, type Addresses } from './addresses';
import type { CabinetCookies } from './cabinet-cookies';
import type { CabinetHttp, Fields, HttpAnswer } from './cabinet-http';
import { ofTransport, sessionEnded, unavailable, unknownOutcome, type Effect } from './failures';
import type { Submission } from './forms';
import { decodedText, readPage, type Page } from './page';
import type { Route } from './routes';

const MOST_REDIRECTIONS = 5;
/** Answers of a route that this cabinet does not have, or not for this subscriber. */
const NOT_THERE = new Set([403, 404, 410]);

export interface Cabinet {
  readonly http: CabinetHttp;
  readonly addresses: Addresses;
}

export interface PageOptions {
  /** Nobody is signed in: being led to the sign-in page ends no session. */
  readonly asGuest?: boolean;
}

/** How the cabinet answered an act. */
export type ActAnswer =
  { readonly kind: 'redirection'; readonly to: URL } | { readonly kind: 'page'; readonly page: Page };

/** A walk through the cabinet, as a browser with these cookies would take it: one request after the other. */
export class Visit {
  private referer: URL | null = null;

  constructor(
    private readonly cabinet: Cabinet,
    readonly cookies: CabinetCookies,
  ) {}

  /**
   * A page, by whatever redirections within the cabinet lead to it.
   * @throws Rejected `session_ended`; Unavailable
   */
  async page(url: URL, operation: Route, options: PageOptions = {}): Promise<Page> {
    return this.submit({ url, body: null }, operation, options);
  }

  /** The same, but null where the cabinet does not have the page. */
  async pageIfAny(url: URL, operation: Route, options: PageOptions = {}): Promise<Page | null> {
    const answer = await this.follow({ url, body: null }, operation, options);
    return NOT_THERE.has(answer.status) ? null : this.pageOf(answer, operation, options);
  }

  /** Sends a form or follows a link that changes nothing. */
  async submit(submission: Submission, operation: Route, options: PageOptions = {}): Promise<Page> {
    return this.pageOf(await this.follow(submission, operation, options), operation, options);
  }

  /**
   * What a script of the page just read would get, as JSON.
   * @throws Rejected `session_ended`; Unavailable
   */
  async ajax({ url, body }: Submission, operation: Route): Promise<unknown> {
    const answer = await this.send({ url, body }, operation, { effect: 'read', isAjax: true });
    if (answer.location !== null && isSignIn(answer.location)) throw sessionEnded(operation);
    if (answer.status !== 200) throw badStatus(operation, answer);
    const value = parsed(decodedText(answer.bytes) ?? '');
    if (value === undefined) throw unavailable(operation, 'malformed_answer', 'no JSON');
    if (
      typeof value === 'object' &&
      value !== null &&
      'unauthorized' in value &&
      value.unauthorized === true
    ) {
      throw sessionEnded(operation);
    }
    return value;
  }

  /**
   * Sends a form that does something, once. A redirection is not followed: what it means differs from act to act.
   * @throws Unavailable when it surely did not leave; UnknownOutcome for all but a redirection and a whole page
   */
  async act({ url, body }: Submission, operation: Route): Promise<ActAnswer> {
    const answer = await this.send({ url, body }, operation, { effect: 'act', isAjax: false });
    if (isRedirection(answer)) {
      const to = this.cabinet.addresses.within(answer.location ?? '', answer.url);
      if (to === null || answer.location === null) throw unknownOutcome(operation, 'foreign_address');
      return { kind: 'redirection', to };
    }
    if (answer.status !== 200) throw unknownOutcome(operation, 'bad_http_status', hintOf(answer));
    try {
      return { kind: 'page', page: this.pageOf(answer, operation, { asGuest: true }) };
    } catch {
      throw unknownOutcome(operation, 'malformed_answer');
    }
  }

  /** Goes to an address without looking at what it shows: wherever it leads, it was heard. */
  async touch(url: URL, operation: Route): Promise<void> {
    const answer = await this.send({ url, body: null }, operation, { effect: 'read', isAjax: false });
    if (answer.status >= 400) throw badStatus(operation, answer);
  }

  /** One POST of the sign-in form, with its answer as it is. */
  async signInPost({ url, body }: Submission): Promise<HttpAnswer> {
    return this.send({ url, body }, 'site/login', { effect: 'read', isAjax: false });
  }

  /** Reads an answer of status 200 as a page. */
  pageOf(answer: HttpAnswer, operation: Route, { asGuest = false }: PageOptions): Page {
    if (answer.status !== 200) throw badStatus(operation, answer);
    const { addresses } = this.cabinet;
    const page = readPage(answer.bytes, { url: answer.url, operation, addresses });
    if (!asGuest && page.has('input[name="LoginForm[password]"]')) throw sessionEnded(operation);
    return page;
  }

  private async follow(submission: Submission, operation: Route, options: PageOptions): Promise<HttpAnswer> {
    let next = submission;
    for (let hops = 0; hops <= MOST_REDIRECTIONS; hops += 1) {
      const answer = await this.send(next, operation, { effect: 'read', isAjax: false });
      if (!isRedirection(answer)) return answer;
      const { location } = answer;
      if (location === null) throw badStatus(operation, answer);
      if (options.asGuest !== true && isSignIn(location)) throw sessionEnded(operation);
      const to = this.cabinet.addresses.within(location, answer.url);
      if (to === null) throw unavailable(operation, 'foreign_address', hintOf(answer));
      next = { url: to, body: null };
    }
    throw unavailable(operation, 'redirect_loop');
  }

  private async send(
    { url, body }: { readonly url: URL; readonly body: Fields | null },
    operation: Route,
    { effect, isAjax }: { readonly effect: Effect; readonly isAjax: boolean },
  ): Promise<HttpAnswer> {
    const { http } = this.cabinet;
    const cookies = this.cookies.headerFor(url);
    try {
      const answer = await http.exchange({ url, body, cookies, referer: this.referer, isAjax, effect });
      this.cookies.take(answer.setCookies, url);
      if (!isAjax) this.referer = url;
      return answer;
    } catch (error) {
      if (error instanceof TransportFailure) throw ofTransport(operation, error, effect);
      throw error;
    }
  }
}

export function isRedirection({ status }: HttpAnswer): boolean {
  return status >= 300 && status < 400;
}

function badStatus(operation: Route, answer: HttpAnswer): Error {
  return unavailable(operation, 'bad_http_status', hintOf(answer));
}

function hintOf({ status }: HttpAnswer): string {
  return `HTTP ${String(status)}`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
