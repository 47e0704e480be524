import { STATUS_CODES } from 'node:http';
import { TEST_CARDS } from './cards';
import type { Order } from './orders';
import { WRONG_CODE } from './payment';

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="ru">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>
body { font: 16px/1.5 sans-serif; max-width: 26rem; margin: 2rem auto; padding: 0 1rem; }
label { display: block; margin-top: 1rem; }
input { font: inherit; width: 100%; box-sizing: border-box; padding: .4rem; }
button { font: inherit; margin-top: 1.5rem; padding: .6rem 1.2rem; }
.error { color: #b00020; }
small, li { color: #555; }
</style>
</head>
<body>
<h1>${escaped(title)}</h1>
${content}
</body>
</html>
`;
}

function roubles(kopecks: number): string {
  const whole = String(Math.floor(kopecks / 100)).replace(/\B(?=(\d{3})+$)/g, '\u00a0');
  return `${whole},${String(kopecks % 100).padStart(2, '0')}\u00a0₽`;
}

function summary(order: Order): string {
  return `<p>Заказ ${escaped(order.orderId)}<br>${escaped(order.description)}</p>\n<p><b>${roubles(order.amount)}</b></p>`;
}

function problem(text: string | undefined): string {
  return text ? `<p class="error" role="alert">${escaped(text)}</p>` : '';
}

/** What a front end says when it has no application behind the address. */
export function errorPage(status: number): string {
  const title = `${status} ${STATUS_CODES[status] ?? ''}`.trim();
  return `<html>\n<head><title>${title}</title></head>\n<body><center><h1>${title}</h1></center></body>\n</html>\n`;
}

export interface FormValues {
  readonly expiry?: string;
  readonly email?: string;
}

export function cardForm(order: Order, error?: string, values: FormValues = {}): string {
  const cards = [...TEST_CARDS].map(([pan, { result }]) => `<li><code>${pan}</code>: ${result}</li>`);
  return page(
    'Оплата картой',
    `${summary(order)}
${problem(error)}
<form method="post" action="/form/${order.formId}">
<label for="card">Номер карты</label>
<input id="card" name="card" inputmode="numeric" autocomplete="cc-number" required>
<label for="expiry">Срок действия, ММ/ГГ</label>
<input id="expiry" name="expiry" placeholder="12/30" autocomplete="cc-exp" value="${escaped(values.expiry ?? '')}" required>
<label for="cvc">CVC</label>
<input id="cvc" name="cvc" type="password" inputmode="numeric" maxlength="3" autocomplete="cc-csc" required>
<label for="email">Эл. почта для чека</label>
<input id="email" name="email" type="email" autocomplete="email" value="${escaped(values.email ?? '')}">
<button type="submit">Оплатить ${roubles(order.amount)}</button>
</form>
<p><small>Это стенд, а не банк: деньги не списываются. Карты для проверки, срок 12/30, CVC 123:</small></p>
<ul>
${cards.join('\n')}
</ul>`,
  );
}

export function codeForm(order: Order): string {
  return page(
    'Подтверждение платежа',
    `${summary(order)}
<p>Карта ${escaped(order.card?.pan ?? '')}. Введите код, который прислал банк.</p>
<form method="post" action="/form/${order.formId}/3ds">
<label for="code">Код 3-D Secure</label>
<input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" required autofocus>
<button type="submit">Подтвердить</button>
</form>
<p><small>Стенд: подходит любой код, кроме ${WRONG_CODE}.</small></p>`,
  );
}

/** The end of the way, or of one try. */
export function resultPage(
  order: Order,
  title: string,
  links: Readonly<Record<string, string>> = {},
): string {
  const list = Object.entries(links).map(
    ([text, url]) => `<p><a href="${escaped(url)}">${escaped(text)}</a></p>`,
  );
  return page(title, `${summary(order)}\n${list.join('\n')}`);
}
