import type { Correction } from '../../books/corrections';
import { ColumnMaker, inTablesOnly, type ColumnOf } from '../column';
import { sealShown, type PeriodDay } from '../period';
import { CORRECTION_WORDS, FLAG_WORDS, POSTING_WORDS, SEAL_WORDS, STATUS_WORDS } from '../words';

export interface CorrectionItem extends Correction {
  /** On which it happened. */
  readonly day: PeriodDay;
}

const a = new ColumnMaker<CorrectionItem>();
/** Both a payment and a credit can be posted: the payment’s word says it. */
const TO_WORDS = { ...FLAG_WORDS, ...POSTING_WORDS, ...STATUS_WORDS };

export const CORRECTION_COLUMNS: readonly ColumnOf<CorrectionItem>[] = [
  a.day('day', 'День', ({ day }) => day.day),
  a.moment('at', 'Когда', ({ at }) => at),
  a.day('closedDay', 'Закрытый день', ({ closedDay }) => closedDay),
  a.text('orderId', 'Заказ', 30, ({ orderId }) => orderId),
  a.text('paymentId', 'Платёж', 38, ({ paymentId }) => paymentId),
  a.word('what', 'Что изменилось', 22, CORRECTION_WORDS, ({ what }) => what),
  a.word('from', 'Было', 22, STATUS_WORDS, ({ from }) => from),
  a.word('to', 'Стало', 30, TO_WORDS, ({ to }) => to),
  a.money('deltaKopecks', 'Изменение суммы', ({ deltaKopecks }) => deltaKopecks),
  a.text('actor', 'Кто', 20, ({ actor }) => actor),
  inTablesOnly(a.word('daySeal', 'Печать дня', 20, SEAL_WORDS, ({ day }) => sealShown(day))),
];
