import type { ProblemKind } from '../shared/problem/problem';

export const AuthProblems = {
  invalidCredentials: {
    code: 'invalid_credentials',
    status: 401,
    title: { ru: 'Вход не выполнен', en: 'Sign-in failed' },
    detail: { ru: 'Неверный логин или пароль.', en: 'Wrong login or password.' },
  },
  signInLocked: {
    code: 'sign_in_locked',
    status: 429,
    title: { ru: 'Вход временно закрыт', en: 'Sign-in is locked for a while' },
    detail: {
      ru: 'Слишком много неудачных попыток входа. Попробуйте позже или восстановите пароль.',
      en: 'Too many sign-ins have failed. Try again later, or recover the password.',
    },
  },
  signInNotPossible: {
    code: 'sign_in_not_possible',
    status: 503,
    title: { ru: 'Вход сейчас невозможен', en: 'Signing in is not possible now' },
    detail: {
      ru: 'Биллинг просит ввести текст с картинки, а здесь её показать нельзя. Войдите в личный кабинет провайдера или попробуйте позже.',
      en: 'Billing asks for the text of a picture that cannot be shown here. Sign in at the provider’s own cabinet, or try again later.',
    },
  },
  unauthenticated: {
    code: 'unauthenticated',
    status: 401,
    title: { ru: 'Нужен вход', en: 'Sign in first' },
    detail: {
      ru: 'Передайте токен доступа в заголовке Authorization или ключ в X-Api-Key.',
      en: 'Send an access token in Authorization, or a key in X-Api-Key.',
    },
  },
  tokenExpired: {
    code: 'token_expired',
    status: 401,
    title: { ru: 'Срок входа истёк', en: 'The token has expired' },
    detail: { ru: 'Обновите токен или войдите снова.', en: 'Refresh the token or sign in again.' },
  },
  tokenInvalid: {
    code: 'token_invalid',
    status: 401,
    title: { ru: 'Токен недействителен', en: 'The token is not valid' },
    detail: { ru: 'Войдите снова.', en: 'Sign in again.' },
  },
  insufficientScope: {
    code: 'insufficient_scope',
    status: 403,
    title: { ru: 'Недостаточно прав', en: 'Not allowed' },
    detail: {
      ru: 'Для этого адреса нужен другой вход или ключ.',
      en: 'This address needs another sign-in or key.',
    },
  },
  subscriberUidMissing: {
    code: 'subscriber_uid_missing',
    status: 400,
    title: { ru: 'Не указан абонент', en: 'No subscriber named' },
    detail: {
      ru: 'С ключом cabinet передайте номер абонента в X-Subscriber-Uid.',
      en: 'With a cabinet key, name the subscriber in X-Subscriber-Uid.',
    },
  },
} satisfies Record<string, ProblemKind>;
