import type { DiscrepancyClass } from '../books/discrepancy';

/** The same in both languages. */
export interface Words {
  readonly ru: string;
  readonly en: string;
}

export interface Explanation {
  readonly title: Words;
  /** What has happened. */
  readonly explanation: Words;
  /** What a person should do about it. */
  readonly action: Words;
}

/** Every class of discrepancy in whole sentences, for those who close the day. */
export const EXPLANATIONS: Readonly<Record<DiscrepancyClass, Explanation>> = {
  not_in_billing: {
    title: { ru: 'Нет зачисления в биллинге', en: 'No credit in billing' },
    explanation: {
      ru: 'Банк принял деньги, а зачисления под нашим документом в биллинге нет.',
      en: 'The bank took the money, and billing has no credit under our document.',
    },
    action: {
      ru: 'Проверьте, что абоненту не зачислили эту сумму другим документом, и разрешите исправление: сервис спросит биллинг и зачислит недостающее. Если исправление недоступно, зачислите вручную и закройте расхождение с причиной.',
      en: 'Make sure that the subscriber was not credited under another document, and approve the healing: the service asks billing and credits what is missing. Where it cannot be healed, credit by hand and close the discrepancy with a reason.',
    },
  },
  not_confirmed: {
    title: { ru: 'Зачислено без подтверждения банка', en: 'Credited without the bank’s confirmation' },
    explanation: {
      ru: 'В биллинге действует зачисление под нашим документом, а банк говорит, что денег не принимал.',
      en: 'A credit under our document is in force in billing, and the bank says that it took no money.',
    },
    action: {
      ru: 'Узнайте, кто провёл зачисление. Если денег нет и в личном кабинете банка, аннулируйте зачисление в биллинге.',
      en: 'Find out who made the credit. If the bank’s own cabinet shows no money either, cancel the credit in billing.',
    },
  },
  amount_differs: {
    title: { ru: 'Сумма отличается', en: 'The sum differs' },
    explanation: {
      ru: 'Суммы платежа у банка, в сервисе и в биллинге не одинаковы.',
      en: 'Bank, service and billing do not have the same sum for the payment.',
    },
    action: {
      ru: 'Верной считайте сумму, которую принял банк. Исправьте зачисление в биллинге и закройте расхождение с причиной, если следующая сверка его не снимет.',
      en: 'Take the sum that the bank took as the right one. Correct the credit in billing, and close the discrepancy with a reason if the next reconciliation does not settle it.',
    },
  },
  agreement_differs: {
    title: { ru: 'Зачислено на другой договор', en: 'Credited to another agreement' },
    explanation: {
      ru: 'Зачисление в биллинге стоит не на том договоре, за который платил абонент.',
      en: 'The credit in billing stands on another agreement than the one that the subscriber paid for.',
    },
    action: {
      ru: 'Узнайте, кто перенёс зачисление. Если переноса не должно быть, верните сумму на договор абонента.',
      en: 'Find out who moved the credit. If it should not have been moved, put the sum back on the subscriber’s agreement.',
    },
  },
  doubled_in_billing: {
    title: { ru: 'Зачислено больше одного раза', en: 'Credited more than once' },
    explanation: {
      ru: 'За один платёж в биллинге действует несколько зачислений.',
      en: 'Several credits are in force in billing for one payment.',
    },
    action: {
      ru: 'Оставьте зачисление под нашим документом, лишние аннулируйте в биллинге. Сервис сам ничего не аннулирует.',
      en: 'Leave the credit under our document and cancel the others in billing. The service cancels none by itself.',
    },
  },
  refund_not_reversed: {
    title: { ru: 'Возврат без сторно', en: 'Returned and not reversed' },
    explanation: {
      ru: 'Банк вернул деньги плательщику полностью или частично, или их списал банк плательщика, а зачисление в биллинге действует.',
      en: 'The bank gave all or a part of the money back, or the payer’s bank took it back, and the credit is in force in billing.',
    },
    action: {
      ru: 'При полном возврате разрешите исправление: сервис сторнирует зачисление. При частичном возврате уменьшите сумму в биллинге вручную. По спорной операции (чарджбэк) сначала дождитесь решения банка.',
      en: 'After a full refund approve the healing: the service reverses the credit. After a partial one reduce the sum in billing by hand. For a chargeback wait for the bank’s decision first.',
    },
  },
  reversed_not_refunded: {
    title: { ru: 'Сторно без возврата', en: 'Reversed and not returned' },
    explanation: {
      ru: 'Зачисление в биллинге аннулировано, а деньги плательщику банк не вернул.',
      en: 'The credit was cancelled in billing, and the bank has not given the money back.',
    },
    action: {
      ru: 'Решите, чьи это деньги: либо верните их плательщику через банк, либо зачислите абоненту снова другим документом. Затем закройте расхождение с причиной.',
      en: 'Decide whose money it is: return it to the payer through the bank, or credit the subscriber again under another document. Then close the discrepancy with a reason.',
    },
  },
  unknown_order: {
    title: { ru: 'Неизвестный заказ у банка', en: 'An unknown order at the bank' },
    explanation: {
      ru: 'Банк принял деньги по заказу, которого нет в сервисе, или второй раз по одному заказу.',
      en: 'The bank took money for an order that the service does not know, or a second time for one order.',
    },
    action: {
      ru: 'Найдите плательщика по данным банка. Зачислите деньги через раздел невыясненных платежей или верните их плательщику.',
      en: 'Find the payer by what the bank knows. Credit the money through the suspense cases, or return it to the payer.',
    },
  },
  not_ours_in_billing: {
    title: { ru: 'Чужой платёж под нашим менеджером', en: 'A payment of somebody else under our manager' },
    explanation: {
      ru: 'В биллинге под менеджером платёжной системы есть платёж, которому не соответствует ни один заказ.',
      en: 'Billing has a payment under the manager of the payment system that belongs to no order.',
    },
    action: {
      ru: 'Узнайте, кто провёл платёж под этим менеджером. Если денег за ним нет, аннулируйте его; если есть, проведите под другим менеджером.',
      en: 'Find out who made the payment under this manager. Cancel it if there is no money behind it; else enter it under another manager.',
    },
  },
  other_document: {
    title: { ru: 'Зачислено другим документом', en: 'Credited under another document' },
    explanation: {
      ru: 'Зачисления под нашим документом нет, но на договоре есть другое, похоже, за этот же платёж.',
      en: 'There is no credit under our document, but another one on the agreement that seems to be for the same payment.',
    },
    action: {
      ru: 'Убедитесь, что зачисление провели вручную за этот платёж, и закройте расхождение с причиной. Не зачисляйте второй раз.',
      en: 'Make sure that the credit was made by hand for this payment, and close the discrepancy with a reason. Do not credit it again.',
    },
  },
  not_in_registry: {
    title: { ru: 'Нет в реестре банка', en: 'Absent from the bank’s registry' },
    explanation: {
      ru: 'Банк подтвердил платёж, но в реестрах за этот день его нет: деньги могут не прийти на счёт.',
      en: 'The bank confirmed the payment, but its registries of the day do not have it: the money may not come to the account.',
    },
    action: {
      ru: 'Загрузите исправленный реестр, если банк его прислал. Иначе напишите в банк и назовите номер заказа и номер платежа.',
      en: 'Load the corrected registry if the bank has sent one. Else write to the bank and name the order and the payment id.',
    },
  },
  other_day: {
    title: { ru: 'Другой день', en: 'Another day' },
    explanation: {
      ru: 'Банк, сервис и биллинг отнесли платёж к разным дням. Это не ошибка: так бывает около полуночи.',
      en: 'Bank, service and billing date the payment on different business days. This is no error: it happens around midnight.',
    },
    action: {
      ru: 'Делать ничего не нужно. Учтите этот платёж, когда сравниваете итоги дня с отчётами банка или биллинга.',
      en: 'There is nothing to do. Bear the payment in mind when you compare the day’s totals with reports of the bank or of billing.',
    },
  },
};
