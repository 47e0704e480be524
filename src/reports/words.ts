/** What people who read tables call our stable words. */
export const STATUS_WORDS: Readonly<Record<string, string>> = {
  created: 'создан',
  awaiting_payer: 'ждёт оплаты',
  authorized: 'деньги удержаны',
  confirmed: 'подтверждён банком',
  posted: 'зачислен',
  partially_refunded: 'возвращён частично',
  refunded: 'возвращён',
  rejected: 'отклонён',
  expired: 'просрочен',
  cancelled: 'отменён',
};

export const CHANNEL_WORDS: Readonly<Record<string, string>> = { card: 'карта', sbp: 'СБП' };

export const POSTING_WORDS: Readonly<Record<string, string>> = {
  due: 'ждёт',
  in_progress: 'выполняется',
  posted: 'проведено',
  parked: 'ждёт человека',
  voided: 'не потребовалось',
};

export const FLAG_WORDS: Readonly<Record<string, string>> = {
  amount_mismatch: 'сумма отличается',
  terminal_mismatch: 'другой терминал',
  acquirer_payment_id_mismatch: 'другой платёж банка',
  confirmed_after_ending: 'подтверждён после окончания',
  bank_contradicts_confirmation: 'банк отрицает подтверждение',
  partial_refund: 'частичный возврат',
  refund_without_confirmation: 'возврат без подтверждения',
};

/** The state of what a row belongs to; anything else is a seal and stands as it is. */
export const SEAL_WORDS: Readonly<Record<string, string>> = {
  closed: 'закрыто',
  preliminary: 'предварительно',
};

export const SEVERITY_WORDS: Readonly<Record<string, string>> = {
  error: 'ошибка',
  notice: 'для сведения',
};

export const DISCREPANCY_STATE_WORDS: Readonly<Record<string, string>> = {
  open: 'открыто',
  healing: 'устраняется',
  healed: 'устранено',
  closed: 'закрыто',
};

export const CORRECTION_WORDS: Readonly<Record<string, string>> = {
  moved: 'состояние платежа',
  flagged: 'отметка для проверки',
  credit: 'зачисление',
  reversal: 'сторно',
};
