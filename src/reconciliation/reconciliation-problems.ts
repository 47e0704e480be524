import type { ProblemKind } from '../shared/problem/problem';

export const ReconciliationProblems = {
  notFound: {
    code: 'reconciliation_not_found',
    status: 404,
    title: { ru: 'Сверка не найдена', en: 'Reconciliation not found' },
    detail: { ru: 'Такой сверки нет.', en: 'There is no such reconciliation.' },
  },
  discrepancyNotFound: {
    code: 'discrepancy_not_found',
    status: 404,
    title: { ru: 'Расхождение не найдено', en: 'Discrepancy not found' },
    detail: { ru: 'Такого расхождения нет.', en: 'There is no such discrepancy.' },
  },
  discrepancySettled: {
    code: 'discrepancy_settled',
    status: 409,
    title: { ru: 'Расхождение уже снято', en: 'The discrepancy is settled' },
    detail: {
      ru: 'Расхождение уже исправлено или закрыто. Обновите список.',
      en: 'The discrepancy is healed or closed already. Read the list again.',
    },
  },
  notHealable: {
    code: 'discrepancy_not_healable',
    status: 409,
    title: { ru: 'Сервис не может исправить это сам', en: 'The service cannot heal this' },
    detail: {
      ru: 'По этому расхождению нечего отправить в биллинг. Разберите его сами и закройте с причиной.',
      en: 'There is nothing to send to billing for this discrepancy. Look into it and close it with a reason.',
    },
  },
  bankCannotBeAsked: {
    code: 'bank_cannot_be_asked',
    status: 409,
    title: { ru: 'Банк не ответит по этому терминалу', en: 'The bank cannot be asked about this terminal' },
    detail: {
      ru: 'Сервис настроен на другой терминал. Сверьте этот по реестрам банка.',
      en: 'The service is set up for another terminal. Reconcile this one by the bank’s registries.',
    },
  },
  dayNotCovered: {
    code: 'day_not_in_registries',
    status: 409,
    title: { ru: 'Нет реестра за этот день', en: 'No registry covers the day' },
    detail: {
      ru: 'За этот день и терминал реестр не загружен. Загрузите его или сверьте по ответам банка.',
      en: 'No registry of this day and terminal was loaded. Load it, or reconcile by asking the bank.',
    },
  },
} satisfies Record<string, ProblemKind>;
