import type { PaymentLine } from '../../books/payment-line';
import { ColumnMaker, inTablesOnly, type ColumnOf } from '../column';
import { sealShown, type PeriodDay } from '../period';
import { CHANNEL_WORDS, FLAG_WORDS, POSTING_WORDS, SEAL_WORDS, STATUS_WORDS } from '../words';
import { confirmedKopecks, refundedKopecks } from './payment-figures';

export interface PaymentItem {
  readonly day: PeriodDay;
  readonly line: PaymentLine;
}

const a = new ColumnMaker<PaymentItem>();

/** Every payment with the ids that bank, ledger and billing know it by. */
export const PAYMENT_COLUMNS: readonly ColumnOf<PaymentItem>[] = [
  a.day('day', 'День', ({ day }) => day.day),
  a.moment('accountedAt', 'Учтён', ({ line }) => line.accountedAt),
  a.word('status', 'Состояние', 20, STATUS_WORDS, ({ line }) => line.status),
  a.money('amountKopecks', 'Сумма заказа', ({ line }) => line.amountKopecks),
  a.money('confirmedKopecks', 'Принято банком', ({ line }) => confirmedKopecks(line)),
  a.money('refundedKopecks', 'Возвращено', ({ line }) => refundedKopecks(line)),
  a.money('feeKopecks', 'Комиссия', ({ line }) => line.feeKopecks),
  a.money('netKopecks', 'К перечислению', ({ line }) => line.netKopecks),
  a.text('agreementNumber', 'Договор', 16, ({ line }) => line.agreementNumber),
  a.text('agreementId', 'Договор в биллинге', 12, ({ line }) => line.agreementId),
  a.text('subscriberUid', 'Абонент в биллинге', 12, ({ line }) => line.subscriberUid),
  a.text('operatorName', 'Оператор', 24, ({ line }) => line.operatorName),
  a.word('channel', 'Способ', 10, CHANNEL_WORDS, ({ line }) => line.channel),
  a.text('terminal', 'Терминал', 20, ({ line }) => line.terminal),
  a.text('orderId', 'Заказ', 30, ({ line }) => line.orderId),
  a.text('acquirerPaymentId', 'Платёж в банке', 18, ({ line }) => line.acquirerPaymentId),
  a.text('bankStatus', 'Состояние в банке', 18, ({ line }) => line.bankStatus),
  a.word('flag', 'Отметка для проверки', 24, FLAG_WORDS, ({ line }) => line.flag),
  a.text('receipt', 'Документ', 34, ({ line }) => line.receipt),
  a.word('postingState', 'Зачисление', 16, POSTING_WORDS, ({ line }) => line.postingState),
  a.text('recordId', 'Запись биллинга', 14, ({ line }) => line.recordId),
  a.text('posterId', 'Менеджер', 12, ({ line }) => line.posterId),
  a.word('reversalState', 'Сторно', 16, POSTING_WORDS, ({ line }) => line.reversalState),
  a.text('reversalRecordId', 'Запись сторно', 14, ({ line }) => line.reversalRecordId),
  a.moment('createdAt', 'Создан', ({ line }) => line.createdAt),
  a.moment('confirmedAt', 'Подтверждён', ({ line }) => line.confirmedAt),
  a.moment('postedAt', 'Зачислен', ({ line }) => line.postedAt),
  a.moment('refundedAt', 'Возвращён', ({ line }) => line.refundedAt),
  a.text('paymentId', 'Платёж', 38, ({ line }) => line.paymentId),
  inTablesOnly(a.word('daySeal', 'Печать дня', 20, SEAL_WORDS, ({ day }) => sealShown(day))),
];
