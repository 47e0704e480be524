import type { Visit } from '../visit';
import { escaped } from './escape';

/** A cabinet of a version that nobody has seen: whatever a client looks for is not there but the way out. */
export function changedPage({ session, links }: Visit): string {
  const exit = session.signedIn
    ? `<a data-ref="exit" href="${escaped(links.to('site/logout'))}">Выйти</a>`
    : '';
  return `<!DOCTYPE html>
<html lang="ru">
<head><meta charset="utf-8" /><title>Кабинет</title></head>
<body><div id="app" data-version="4"><p class="greeting">Добро пожаловать</p>${exit}</div></body>
</html>
`;
}

/** The same for what answers JSON. */
export const CHANGED_JSON = { data: { items: [] }, meta: { version: 4 } };
