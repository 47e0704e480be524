import type { ProblemKind } from './problem';

/** Problems that any route may answer. */
export const CommonProblems = {
  malformedBody: {
    code: 'malformed_body',
    status: 400,
    title: { ru: 'Тело запроса не читается', en: 'The body cannot be read' },
    detail: { ru: 'Тело запроса должно быть правильным JSON.', en: 'The body must be well-formed JSON.' },
  },
  validationFailed: {
    code: 'validation_failed',
    status: 400,
    title: { ru: 'Ошибка в запросе', en: 'The request is wrong' },
    detail: { ru: 'Исправьте поля, перечисленные в errors.', en: 'Correct the fields listed in errors.' },
  },
  routeNotFound: {
    code: 'route_not_found',
    status: 404,
    title: { ru: 'Нет такого адреса', en: 'No such address' },
    detail: { ru: 'Такого адреса или метода нет.', en: 'There is no such address or method.' },
  },
  bodyTooLarge: {
    code: 'body_too_large',
    status: 413,
    title: { ru: 'Слишком большой запрос', en: 'The request is too large' },
    detail: { ru: 'Тело запроса больше допустимого.', en: 'The body is larger than allowed.' },
  },
  unsupportedMediaType: {
    code: 'unsupported_media_type',
    status: 415,
    title: { ru: 'Неподдерживаемый тип тела', en: 'Unsupported type of body' },
    detail: {
      ru: 'Тип тела не подходит этому адресу; обычно нужен application/json.',
      en: 'The type of the body does not fit this address; usually it is application/json.',
    },
  },
  tooManyRequests: {
    code: 'too_many_requests',
    status: 429,
    title: { ru: 'Слишком много попыток', en: 'Too many attempts' },
    detail: { ru: 'Подождите и попробуйте снова.', en: 'Wait and try again.' },
  },
  internalError: {
    code: 'internal_error',
    status: 500,
    title: { ru: 'Внутренняя ошибка', en: 'Internal error' },
    detail: {
      ru: 'Что-то пошло не так. Сообщите поддержке номер traceId.',
      en: 'Something went wrong. Tell support the traceId.',
    },
  },
  unavailable: {
    code: 'service_unavailable',
    status: 503,
    title: { ru: 'Сервис недоступен', en: 'The service is unavailable' },
    detail: { ru: 'Попробуйте позже.', en: 'Try again later.' },
  },
} satisfies Record<string, ProblemKind>;
