import type { Kopecks } from '../../shared/money';
import type { Page } from './page';
import { readSum } from './sums';

/**
 * A sum that a page must show.
 * @param what our own word for it
 * @throws UpstreamChanged when it is no sum: a balance that is not understood is never zero
 */
export function shownSum(page: Page, text: string, what = 'balance'): Kopecks {
  try {
    return readSum(text);
  } catch (error) {
    if (error instanceof RangeError) throw page.changed(what);
    throw error;
  }
}
