import { CoreFault } from '../core/core-errors';
import { restorePassword } from '../core/personal';
import { inputRow, postForm, submitRow } from '../html/form';
import type { Answer, Page, Visit } from '../visit';

function restorePage(visit: Visit): Answer {
  const fields = [inputRow({ label: 'Логин', name: 'login' }), submitRow('Восстановить')].join('\n');
  const form = postForm(visit, 'site/restore', fields, 'restore-form');
  const title = 'Восстановление пароля';
  return { kind: 'page', title, content: `<h2>${title}</h2>\n${form}` };
}

/** A forgotten password (lbweb facts 6). That an unknown login is told is inferred. */
export const siteRestore: Page = {
  forGuests: true,
  answer: async (visit) => {
    const login = visit.form.get('login');
    if (login === null) return restorePage(visit);
    const { flashes } = visit.session;
    try {
      await restorePassword(visit.core, login);
      flashes.push({ kind: 'success', text: 'Новый пароль отправлен на адрес электронной почты' });
    } catch (error) {
      if (!(error instanceof CoreFault)) throw error;
      flashes.push({ kind: 'error', text: 'Абонент с таким логином не найден' });
    }
    return { kind: 'redirect', to: visit.links.to('site/login') };
  },
};
