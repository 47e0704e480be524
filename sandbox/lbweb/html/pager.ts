import { escaped } from './escape';

/** Links to the pages of a list, as Yii's pager makes them; nothing where there is one page. */
export function pager(page: number, pages: number, hrefOf: (page: number) => string): string {
  if (pages <= 1) return '';
  const link = (target: number, text: string): string => `<a href="${escaped(hrefOf(target))}">${text}</a>`;
  const numbers = Array.from({ length: pages }, (_, index) => index + 1).map(
    (number) => `<li class="page${number === page ? ' selected' : ''}">${link(number, String(number))}</li>`,
  );
  const next = page < pages ? `<li class="next">${link(page + 1, 'Следующая &gt;')}</li>` : '';
  return `<ul class="yiiPager">${numbers.join('')}${next}</ul>`;
}

export interface PageOfRows<Row> {
  readonly rows: readonly Row[];
  readonly page: number;
  readonly pages: number;
}

/** The wished page; the nearest one where there is none of that number, as Yii does it. */
export function pageOf<Row>(all: readonly Row[], wished: string | null, size: number): PageOfRows<Row> {
  const pages = Math.max(1, Math.ceil(all.length / size));
  const page = Math.min(pages, Math.max(1, Number.parseInt(wished ?? '1', 10) || 1));
  return { rows: all.slice((page - 1) * size, page * size), page, pages };
}
