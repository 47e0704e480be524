import { escaped } from '../html/escape';
import type { Page } from '../visit';

export const invoiceIndex: Page = {
  forGuests: false,
  answer: ({ links }) => ({
    kind: 'page',
    title: 'Расходы',
    content: `<h2>Расходы</h2>\n<ul><li><a href="${escaped(links.to('invoice/info'))}">Итоги месяца</a></li></ul>`,
  }),
};
