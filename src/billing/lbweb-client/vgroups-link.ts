import type { Elements } from './html-text';
import type { Page } from './page';

/** A link of the dashboard that a script answers with an agreement's service accounts. */
export interface VgroupsLink {
  readonly agreementId: string;
  readonly element: Elements;
}

/** The links `a.show-vgroups`: the digits of their ids (`1940-show-vgroups`, `show-vgroups-1940`) are the agreement's. */
export function vgroupsLinks(page: Page): readonly VgroupsLink[] {
  return page.each(page.find('a.show-vgroups[id]')).flatMap((element) => {
    const agreementId = /\d+/.exec(element.attr('id') ?? '')?.[0];
    return agreementId === undefined ? [] : [{ agreementId, element }];
  });
}

/** The agreement of all such links within an element, or of the page; null when there is none, or several. */
export function onlyLinked(page: Page, within: Elements = page.find('body')): string | null {
  const inside = new Set(within.find('a.show-vgroups').toArray());
  const ids = vgroupsLinks(page)
    .filter(({ element }) => element.toArray().some((node) => inside.has(node)))
    .map(({ agreementId }) => agreementId);
  const [only, ...others] = new Set(ids);
  return only !== undefined && others.length === 0 ? only : null;
}
