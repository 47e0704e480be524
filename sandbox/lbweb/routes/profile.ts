import { readAccount } from '../core/account';
import { saveContacts } from '../core/personal';
import { inputRow, postForm, submitRow } from '../html/form';
import type { Page } from '../visit';

const TITLE = 'Профиль';

/** lbweb facts 6. */
export const profileIndex: Page = {
  forGuests: false,
  answer: async (visit) => {
    const { phone, mobile, email } = await readAccount(visit.core);
    const fields = [
      inputRow({ label: 'Телефон', name: 'phone', type: 'tel', value: phone }),
      inputRow({ label: 'Мобильный телефон', name: 'mobile', type: 'tel', value: mobile }),
      inputRow({ label: 'Электронная почта', name: 'email', type: 'email', value: email }),
      submitRow('Сохранить'),
    ];
    const form = postForm(visit, 'profile/save', fields.join('\n'), 'profile-form');
    return { kind: 'page', title: TITLE, content: `<h2>${TITLE}</h2>\n${form}` };
  },
};

export const profileSave: Page = {
  forGuests: false,
  answer: async ({ isPost, form, core, session, links }) => {
    if (isPost) {
      const current = await readAccount(core);
      const field = (name: 'phone' | 'mobile' | 'email'): string => form.get(name) ?? current[name];
      const contacts = { phone: field('phone'), mobile: field('mobile'), email: field('email') };
      await saveContacts(core, current.uid, contacts);
      session.flashes.push({ kind: 'success', text: 'Изменения сохранены' });
    }
    return { kind: 'redirect', to: links.to('profile/index') };
  },
};
