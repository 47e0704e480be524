import type { ProblemKind } from '../shared/problem/problem';

export const PayoutProblems = {
  statementNotFound: {
    code: 'bank_statement_not_found',
    status: 404,
    title: { ru: 'Выписка не найдена', en: 'Bank statement not found' },
    detail: { ru: 'Такой выписки нет.', en: 'There is no such bank statement.' },
  },
  statementUnreadable: {
    code: 'bank_statement_unreadable',
    status: 422,
    title: { ru: 'Файл не похож на выписку', en: 'The file is no bank statement' },
    detail: {
      ru: 'Нужен файл обмена 1С (1CClientBankExchange) или CSV с заголовком: дата, сумма, плательщик.',
      en: 'Must be a 1C exchange file (1CClientBankExchange) or a CSV with a heading: date, sum, payer.',
    },
  },
} satisfies Record<string, ProblemKind>;
