import type { RouteName } from '../addresses/routes';
import { escaped } from '../html/escape';
import type { Page } from '../visit';

const ITEMS: readonly (readonly [RouteName, string])[] = [
  ['payment/tinkoff', 'Оплата картой (Т-Банк)'],
  ['payment/promised', 'Обещанный платеж'],
  ['payment/history', 'История платежей'],
];

export const paymentIndex: Page = {
  forGuests: false,
  answer: ({ links }) => {
    const items = ITEMS.map(([route, text]) => `<li><a href="${escaped(links.to(route))}">${text}</a></li>`);
    return { kind: 'page', title: 'Оплата', content: `<h2>Оплата</h2>\n<ul>${items.join('\n')}</ul>` };
  },
};

/** Where older dashboards send a payer. */
export const paymentPay: Page = {
  forGuests: false,
  answer: ({ links }) => ({ kind: 'redirect', to: links.to('payment/index') }),
};
