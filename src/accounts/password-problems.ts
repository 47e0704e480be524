import type { ProblemKind } from '../shared/problem/problem';

export const PasswordProblems = {
  currentPasswordWrong: {
    code: 'current_password_wrong',
    status: 422,
    title: { ru: 'Неверный текущий пароль', en: 'The current password is wrong' },
    detail: { ru: 'Текущий пароль указан неверно.', en: 'The current password is not right.' },
  },
  passwordRefused: {
    code: 'password_refused',
    status: 422,
    title: { ru: 'Пароль не подходит', en: 'The password is not taken' },
    detail: {
      ru: 'Биллинг не принял новый пароль. Придумайте длиннее или сложнее.',
      en: 'Billing did not take the new password. Choose a longer or stronger one.',
    },
  },
  passwordOutcomeUnknown: {
    code: 'password_outcome_unknown',
    status: 504,
    title: { ru: 'Биллинг не дал ответа', en: 'Billing gave no answer' },
    detail: {
      ru: 'Биллинг не успел ответить. Войдите с новым паролем, а если не выйдет — со старым.',
      en: 'Billing did not answer in time. Sign in with the new password, and if that fails with the old one.',
    },
  },
} satisfies Record<string, ProblemKind>;
