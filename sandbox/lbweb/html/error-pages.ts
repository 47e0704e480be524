import { STATUS_CODES } from 'node:http';
import type { PageAnswer } from '../visit';

/** What a front end says when it has no cabinet behind it. */
export function frontEndPage(status: number): string {
  const title = `${status} ${STATUS_CODES[status] ?? ''}`.trim();
  return `<html>\n<head><title>${title}</title></head>\n<body><center><h1>${title}</h1></center></body>\n</html>\n`;
}

/** The cabinet's own page for what went wrong. */
export function errorPage(status: number, heading: string, text: string): PageAnswer {
  const content = `<h2>${heading}</h2>\n<div class="error">${text}</div>`;
  return { kind: 'page', status, title: 'Личный кабинет - Ошибка', content };
}

export const TROUBLE = 'Сервис временно недоступен. Повторите попытку позже.';
