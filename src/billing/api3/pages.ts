import { Unavailable } from '../../shared/upstream-errors';
import type { SoapArguments } from './api3-client';
import { rowsOf } from './answer-rows';
import { unexpectedAnswer, UPSTREAM } from './failures';
import type { ManagerSession } from './manager-session';
import type { Api3Operation } from './operations';
import type { XmlNode } from './soap-values';

/** Where a page stands, as the core's filters say it: numbers count from 1. */
export interface Page {
  readonly pgnum: string;
  readonly pgsize: string;
}

export interface PagedList {
  readonly operation: Api3Operation;
  readonly filterOf: (page: Page) => SoapArguments;
  /** The row's own id: pages may shift while they are read, and then show a row twice. */
  readonly idOf: (row: XmlNode) => string | null;
  readonly pageSize: number;
  /** Rows that are read at most. */
  readonly most: number;
  /** What has to be settled before a second page is asked for. */
  readonly beforeMore: Promise<unknown>;
}

/**
 * All rows of a list, page after page. One that is not full ends it; more rows than were asked for are all there are, by a
 * core that knows no pages.
 * @throws Unavailable `too_many`; `unexpected_answer` for a row without an id, and for a page that brings nothing new
 */
export async function allRows(session: ManagerSession, list: PagedList): Promise<readonly XmlNode[]> {
  const { operation, filterOf, pageSize, most } = list;
  const rows = new Map<string, XmlNode>();
  for (let page = 1; ; page += 1) {
    const flt = filterOf({ pgnum: String(page), pgsize: String(pageSize) });
    const { body } = await session.call(operation, { flt });
    const found = rowsOf(body, 'ret', operation);
    const before = rows.size;
    for (const row of found) {
      const id = list.idOf(row);
      if (id === null) throw unexpectedAnswer(operation, 'a row without an id');
      rows.set(id, row);
    }
    if (rows.size > most) throw new Unavailable({ upstream: UPSTREAM, operation, code: 'too_many' });
    if (found.length !== pageSize) return [...rows.values()];
    if (rows.size === before) throw unexpectedAnswer(operation, 'the same page again');
    await list.beforeMore;
  }
}
