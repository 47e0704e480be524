import type { Page } from './page';

const PAGE_PARAMETER = /page\]?$/i;

/** The links of a pager below a list: addresses by the numbers of their pages, without the page itself. */
export function pageLinks(page: Page): ReadonlyMap<number, URL> {
  const links = new Map<number, URL>();
  for (const url of page.linksTo(page.operation)) {
    const number = pageNumberOf(url);
    if (number !== null && !links.has(number)) links.set(number, url);
  }
  return links;
}

/** The number that an address of a list's page carries; null for one without. */
function pageNumberOf(url: URL): number | null {
  for (const [name, value] of url.searchParams) {
    if (PAGE_PARAMETER.test(name) && /^[1-9]\d{0,4}$/.test(value)) return Number(value);
  }
  const inPath = /\/(?:\w*page)\/([1-9]\d{0,4})(?:\/|$)/i.exec(url.pathname)?.[1];
  return inPath === undefined ? null : Number(inPath);
}
