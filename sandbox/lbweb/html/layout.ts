import type { RouteName } from '../addresses/routes';
import type { PageAnswer, Visit } from '../visit';
import { alertBlock } from './alert';
import { escaped } from './escape';

const MENU: readonly (readonly [RouteName, string])[] = [
  ['account/index', 'Мои договоры'],
  ['payment/index', 'Оплата'],
  ['invoice/index', 'Расходы'],
  ['profile/index', 'Профиль'],
  ['password/index', 'Пароль'],
  ['site/logout', 'Выход'],
];

/** A guest sees no menu, and so no way out: clients take the link for a proof of being signed in (lbweb facts 2). */
function menu({ session, links }: Visit): string {
  if (!session.signedIn) return '';
  const items = MENU.map(([route, text]) => `<li><a href="${escaped(links.to(route))}">${text}</a></li>`);
  return `<ul class="nav">${items.join('')}</ul>`;
}

function frame(visit: Visit, content: string): string {
  switch (visit.cabinet.settings.theme) {
    case 'panel':
      return `<div id="wrap-all"><header>${menu(visit)}</header><section><div class="main"><div class="container">
${content}
</div></div></section></div>`;
    case 'home':
      return `<div class="wrapper"><aside class="sidebar">${menu(visit)}</aside><main class="page-content">
${content}
</main></div>`;
    case 'table':
    case 'tableTopUp':
      return `<div id="page"><div id="mainmenu">${menu(visit)}</div><div class="content-main">
${content}
</div></div>`;
  }
}

/** The whole page, with the messages that waited for it. */
export function layout(visit: Visit, page: PageAnswer): string {
  const flashes = visit.session.flashes.splice(0).map(({ kind, text }) => alertBlock(kind, text));
  return `<!DOCTYPE html>
<html lang="ru">
<head>
<meta charset="utf-8" />
<title>${escaped(page.title)}</title>
</head>
<body>
${frame(visit, [...flashes, page.content].join('\n'))}
</body>
</html>
`;
}
