import { CoreFault } from '../core/core-errors';
import { changePassword } from '../core/personal';
import { alertBlock } from '../html/alert';
import { inputRow, postForm, submitRow } from '../html/form';
import type { Answer, Page, Visit } from '../visit';

const MIN_LENGTH = 6;

/** Codes and texts of 2014 (lbweb facts 6); the text of the third is inferred. */
const ERRORS: Readonly<Record<string, string>> = {
  1: 'Вы указали неверный пароль',
  2: 'Пароли не совпадают',
  3: `Пароль должен содержать не менее ${MIN_LENGTH} символов`,
};

function settingsPage(visit: Visit): Answer {
  const error = ERRORS[visit.query.get('err') ?? ''];
  const fields = [
    inputRow({ label: 'Текущий пароль', name: 'pass', type: 'password' }),
    inputRow({ label: 'Новый пароль', name: 'newpass', type: 'password' }),
    inputRow({ label: 'Новый пароль ещё раз', name: 'newpassconfirm', type: 'password' }),
    submitRow('Сохранить'),
  ];
  const form = postForm(visit, 'password/settings', fields.join('\n'), 'password-form');
  const title = 'Смена пароля';
  const alert = error === undefined ? '' : alertBlock('error', error);
  return { kind: 'page', title, content: `<h2>${title}</h2>\n${alert}\n${form}` };
}

async function errorOf({ core, form }: Visit): Promise<1 | 2 | 3 | undefined> {
  const next = form.get('newpass') ?? '';
  if (next !== (form.get('newpassconfirm') ?? '')) return 2;
  if (next.length < MIN_LENGTH) return 3;
  try {
    return (await changePassword(core, form.get('pass') ?? '', next)) ? undefined : 1;
  } catch (error) {
    if (!(error instanceof CoreFault) || error.isSessionOver) throw error;
    return 1;
  }
}

async function change(visit: Visit): Promise<Answer> {
  const error = await errorOf(visit);
  if (error === undefined) return { kind: 'redirect', to: visit.links.to('site/logout') };
  return { kind: 'redirect', to: visit.links.to('password/settings', [['err', error]]) };
}

export const passwordIndex: Page = { forGuests: false, answer: settingsPage };

export const passwordSettings: Page = {
  forGuests: false,
  answer: (visit) => (visit.form.has('newpass') ? change(visit) : settingsPage(visit)),
};
