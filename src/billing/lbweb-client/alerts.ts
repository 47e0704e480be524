import { comparable, textOf } from './html-text';
import type { Page } from './page';

const ERRORS = '.alert-error, .alert-danger, .errorSummary, .flash-error';
/** Of cabinets without alert boxes: a line with these words stands before a list of what is wrong. */
const OLDER_ERRORS = 'необходимо исправить следующие ошибки';

/** What the page says went wrong, for comparing; empty when it says nothing. */
export function errorOf(page: Page): string {
  return saidIn(page, ERRORS) || olderErrorOf(page);
}

/** Boxes that are not shown wait for scripts to fill them. */
function saidIn(page: Page, selector: string): string {
  return page
    .each(page.find(selector))
    .filter((box) => !/display\s*:\s*none/i.test(box.attr('style') ?? ''))
    .map((box) => comparable(textOf(box.contents().not('.close, button'))))
    .filter((text) => text !== '')
    .join('; ');
}

function olderErrorOf(page: Page): string {
  if (!page.words().includes(OLDER_ERRORS)) return '';
  const says = (text: string): boolean => comparable(text).includes(OLDER_ERRORS);
  const holder = page.each(page.find('body, body *')).findLast((element) => says(textOf(element)));
  const list = [holder?.find('ul'), holder?.nextAll('ul'), holder?.parent().nextAll('ul')].find(
    (found) => found !== undefined && found.length > 0,
  );
  return list ? comparable(textOf(list.first())) : '';
}
