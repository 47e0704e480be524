import { load, type CheerioAPI } from 'cheerio/slim';
import { UpstreamChanged } from '../../shared/upstream-errors';
import { leadsTo, type Addresses } from './addresses';
import { unavailable, UPSTREAM } from './failures';
import { fingerprintOf } from './fingerprint';
import { childElements, comparable, textOf, type Elements } from './html-text';
import type { Route } from './routes';

/** Pages of cabinets nest some tens of elements. */
const DEEPEST = 400;
/** With room for what need not be closed: cells, options, paragraphs. */
const MOST_OPEN = 3_000;
const EMPTY = new Set(['base', 'br', 'col', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr']);
/** A page ends with its root; comments behind it are common. */
const WHOLE = /<\/html\s*>(?:\s|<!--[\s\S]{0,4000}?-->)*$/i;

export interface PageOrigin {
  readonly url: URL;
  readonly operation: Route;
  readonly addresses: Addresses;
}

/** A whole page of the cabinet. */
export class Page {
  readonly url: URL;
  /** The route that was asked for, which its errors name. */
  readonly operation: Route;
  private readonly addresses: Addresses;
  private readonly base: URL;

  constructor(
    private readonly $: CheerioAPI,
    { url, operation, addresses }: PageOrigin,
  ) {
    this.url = url;
    this.operation = operation;
    this.addresses = addresses;
    const base = this.find('base[href]').attr('href');
    this.base = (base === undefined ? null : addresses.within(base, url)) ?? url;
  }

  find(selector: string): Elements {
    return this.$.root().find(selector);
  }

  /** What matches within an element or is one of elements, each on its own. */
  each(elements: Elements): readonly Elements[] {
    return elements.toArray().map((element) => this.$(element));
  }

  has(selector: string): boolean {
    return this.find(selector).length > 0;
  }

  /** What a reader sees, for comparing. */
  words(): string {
    return comparable(textOf(this.find('body')));
  }

  /** The mark of a page for somebody who is signed in. */
  get hasSignOut(): boolean {
    return this.find('a[href]')
      .toArray()
      .some(({ attribs }) => (attribs['href'] ?? '').includes('logout'));
  }

  /** The address that a link, action or attribute of this page names; null when it leads out of the cabinet. */
  addressOf(reference: string): URL | null {
    return this.addresses.within(reference.trim(), this.base);
  }

  /** The addresses of this page's links to a route, in their order. */
  linksTo(route: Route): readonly URL[] {
    return this.find('a[href]')
      .toArray()
      .map(({ attribs }) => this.addressOf(attribs['href'] ?? ''))
      .filter((url) => url !== null && leadsTo(url, route)) as URL[];
  }

  /**
   * The error for a page that lacks what it must have.
   * @param what our own word for what could not be read
   */
  changed(what: string): UpstreamChanged {
    const upstreamCode = `${what} ${fingerprintOf(this.find('*'))}`;
    return new UpstreamChanged({ upstream: UPSTREAM, operation: this.operation, upstreamCode });
  }
}

/**
 * Reads the bytes of an answer as a whole page in UTF-8.
 * @throws Unavailable `malformed_answer` for half a page, for what is no text, and for what is nested without end
 */
export function readPage(bytes: Uint8Array, origin: PageOrigin): Page {
  const html = decodedText(bytes);
  if (html === null) throw unavailable(origin.operation, 'malformed_answer', 'no UTF-8');
  if (!WHOLE.test(html.slice(-20_000)))
    throw unavailable(origin.operation, 'malformed_answer', 'half a page');
  const $ = isEndless(html) ? null : load(html);
  if ($ === null || isTooDeep($)) throw unavailable(origin.operation, 'malformed_answer', 'nested too deep');
  return new Page($, origin);
}

/** UTF-8 without a byte order mark; null when it is none. */
export function decodedText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Elements that are opened and not closed, before any of them is made: parsing takes time by the square of their number. */
function isEndless(html: string): boolean {
  let open = 0;
  for (const [, closed, name = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)/gi)) {
    if (closed === '/') open -= 1;
    else if (!EMPTY.has(name.toLowerCase())) open += 1;
    if (open > MOST_OPEN) return true;
  }
  return false;
}

function isTooDeep($: CheerioAPI): boolean {
  let level = childElements($.root().toArray());
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) return true;
    level = childElements(level);
  }
  return false;
}
