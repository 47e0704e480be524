import { ColumnMaker, inTablesOnly, type ColumnOf } from '../column';
import { SEAL_WORDS } from '../words';
import type { SettlementFigures } from './settlement-figures';

/** By which day the bank's lines are put together: that of the operation, or that of the transfer to the provider's account. */
export type SettlementDay = 'day' | 'transferDay';

export const SETTLEMENT_DAYS = ['day', 'transferDay'] as const satisfies readonly SettlementDay[];

export interface SettlementItem {
  readonly day: string;
  readonly terminal: string;
  readonly figures: SettlementFigures;
  readonly seal: string;
}

const a = new ColumnMaker<SettlementItem>();

const FIGURES: readonly ColumnOf<SettlementItem>[] = [
  a.text('terminal', 'Терминал', 20, ({ terminal }) => terminal),
  a.count('lineCount', 'Строк реестра', ({ figures }) => figures.lines),
  a.count('paymentCount', 'Платежей', ({ figures }) => figures.payments),
  a.money('grossKopecks', 'Платежи', ({ figures }) => figures.grossKopecks),
  a.money('refundKopecks', 'Возвраты', ({ figures }) => figures.refundKopecks),
  a.money('chargebackKopecks', 'Оспорено', ({ figures }) => figures.chargebackKopecks),
  a.money('correctionKopecks', 'Корректировки', ({ figures }) => figures.correctionKopecks),
  a.money('feeKopecks', 'Комиссия', ({ figures }) => figures.feeKopecks),
  a.money('netKopecks', 'К перечислению', ({ figures }) => figures.netKopecks),
  a.count('ledgerCount', 'Платежей в учёте', ({ figures }) => figures.ledgerPayments),
  a.money('ledgerKopecks', 'Платежи в учёте', ({ figures }) => figures.ledgerKopecks),
  a.money('differenceKopecks', 'Разница: реестр − учёт', ({ figures }) => figures.differenceKopecks),
  inTablesOnly(a.word('daySeal', 'Печать дня', 20, SEAL_WORDS, ({ seal }) => seal)),
];

export function settlementColumns(by: SettlementDay): readonly ColumnOf<SettlementItem>[] {
  const heading = by === 'day' ? 'День' : 'День перечисления';
  return [a.day('day', heading, ({ day }) => day), ...FIGURES];
}
