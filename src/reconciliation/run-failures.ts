import { Rejected, type UpstreamError } from '../shared/upstream-errors';

/** Why a run could not go on, in stable words; it can be taken up again. */
export const RUN_FAILURES = {
  bank_away: {
    ru: 'Банк не отвечает. Сверка продолжится с того же места, когда её запустят снова.',
    en: 'The bank does not answer. The reconciliation goes on from the same place when it is begun again.',
  },
  bank_refuses: {
    ru: 'Банк отказывает во всех запросах: проверьте терминал и его пароль.',
    en: 'The bank refuses all requests: check the terminal and its password.',
  },
  billing_away: {
    ru: 'Биллинг не отвечает. Сверка продолжится, когда её запустят снова.',
    en: 'Billing does not answer. The reconciliation goes on when it is begun again.',
  },
  billing_refuses: {
    ru: 'Биллинг не показывает свои платежи: проверьте права менеджера платёжной системы.',
    en: 'Billing does not show its payments: check the rights of the manager of the payment system.',
  },
  internal: {
    ru: 'Сверка прервалась из-за ошибки в программе. Сообщите в поддержку номер сверки.',
    en: 'The reconciliation stopped for a fault in the program. Tell the support its id.',
  },
} as const;

export type RunFailure = keyof typeof RUN_FAILURES;

export function failureOf(error: UpstreamError): RunFailure {
  const isRefusal = error instanceof Rejected;
  if (error.upstream === 'billing') return isRefusal ? 'billing_refuses' : 'billing_away';
  return isRefusal ? 'bank_refuses' : 'bank_away';
}
