import { alertBlock } from '../html/alert';
import { escaped } from '../html/escape';
import { inputRow, postForm, submitRow } from '../html/form';
import type { PageAnswer, Visit } from '../visit';

/** One pixel: there is a picture, and nothing to read in it. */
const PICTURE =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

export const MAX_LENGTH = 60;

/** Why the last try failed; in the words that the page shows. */
function refusalHtml({ markup }: { markup: 'alert' | 'summary' }, text: string): string {
  if (markup === 'alert') return alertBlock('error', text);
  return `<div class="errorSummary"><p>Необходимо исправить следующие ошибки:</p>\n<ul><li>${escaped(text)}</li></ul></div>`;
}

export interface FailedTry {
  readonly login: string;
  readonly text: string;
  readonly status: number;
}

export function signInPage(visit: Visit, failed?: FailedTry): PageAnswer {
  const { settings } = visit.cabinet;
  const captcha = settings.captcha
    ? `<img src="data:image/png;base64,${PICTURE}" alt="" />\n${inputRow({ label: 'Код с картинки', name: 'LoginForm[captcha]' })}`
    : '';
  const fields = [
    inputRow({
      label: 'Логин',
      name: 'LoginForm[login]',
      value: failed?.login ?? '',
      maxlength: MAX_LENGTH,
    }),
    inputRow({ label: 'Пароль', name: 'LoginForm[password]', type: 'password', maxlength: MAX_LENGTH }),
    captcha,
    submitRow('Войти'),
  ];
  const content = [
    '<h2>Вход в личный кабинет</h2>',
    failed ? refusalHtml(settings.signInRefusal, failed.text) : '',
    postForm(visit, 'site/login', fields.join('\n'), 'login-form'),
    `<p><a href="${escaped(visit.links.to('site/restore'))}">Забыли пароль?</a></p>`,
  ];
  return {
    kind: 'page',
    status: failed?.status ?? 200,
    title: 'Вход в личный кабинет',
    content: content.join('\n'),
  };
}
