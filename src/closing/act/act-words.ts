import type { DiscrepancyClass, DiscrepancyState } from '../../books/discrepancy';
import type { CorrectionKind } from '../../books/corrections';

/** Discrepancies as the act calls them. */
export const CLASS_NAMES: Readonly<Record<DiscrepancyClass, string>> = {
  not_in_billing: 'Подтверждён банком, нет в биллинге',
  not_confirmed: 'Зачислен в биллинге, не подтверждён банком',
  amount_differs: 'Суммы не совпадают',
  agreement_differs: 'Зачислен на другой договор',
  doubled_in_billing: 'Зачислен в биллинге дважды',
  refund_not_reversed: 'Возвращён банком, зачисление не сторнировано',
  reversed_not_refunded: 'Зачисление сторнировано, банк денег не вернул',
  unknown_order: 'Банк принял деньги по неизвестному заказу',
  not_ours_in_billing: 'Платёж нашего менеджера в биллинге, которого нет в учёте',
  other_document: 'Зачислен под другим документом',
  not_in_registry: 'Подтверждён банком, нет в реестре',
  other_day: 'Отнесён к другому дню',
};

export const STATE_NAMES: Readonly<Record<DiscrepancyState, string>> = {
  open: 'показано',
  healing: 'устраняется',
  healed: 'устранено',
  closed: 'объяснено',
};

export const CORRECTION_NAMES: Readonly<Record<CorrectionKind, string>> = {
  moved: 'Состояние платежа',
  flagged: 'Отметка для проверки',
  credit: 'Зачисление',
  reversal: 'Сторно',
};

/** `key:anna` is Anna's key; anything else is said as it is. */
export function personOf(actor: string | null): string {
  return actor?.replace(/^key:/, '') ?? '';
}
