import { Addresses } from './addresses';
import { readPage, type Page } from './page';
import type { Route } from './routes';

export const CABINET = 'https://lk.example.net/';

/** A page of the cabinet as its readers get it. */
export function pageWith(content: string, operation: Route = 'account/index', head = ''): Page {
  const html = `<!DOCTYPE html><html><head>${head}<script>var x = "<span class='balance-home'>1</span>";</script></head><body>${content}</body></html>\n`;
  return readPage(new TextEncoder().encode(html), {
    url: new URL(`${CABINET}api.php?r=${operation}`),
    operation,
    addresses: new Addresses(CABINET, 'query'),
  });
}
