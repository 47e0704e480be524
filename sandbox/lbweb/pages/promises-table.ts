import type { PromiseRecord } from '../core/promises';
import { escaped } from '../html/escape';
import { grid } from '../html/grid';
import { sumHtml } from '../html/sum';
import type { CabinetSettings } from '../settings/cabinet-settings';
import { printDay } from '../values/day-text';

const COLUMNS = ['Запрошен', 'Срок действия платежа', 'Сумма', 'Оплачен'] as const;

function stateText(payid: number): string {
  if (payid < 0) return 'Просрочен';
  return payid === 0 ? 'Действует' : 'Оплачен';
}

export function promisesTable(promises: readonly PromiseRecord[], settings: CabinetSettings): string {
  const rows = promises.map(({ takenOn, dueOn, amountKopecks, payid }) => [
    { column: COLUMNS[0], html: escaped(printDay(takenOn, settings.historyDates)) },
    { column: COLUMNS[1], html: escaped(printDay(dueOn, settings.historyDates)) },
    { column: COLUMNS[2], html: sumHtml(amountKopecks, settings) },
    { column: COLUMNS[3], html: stateText(payid) },
  ]);
  return grid(COLUMNS, rows, settings.historyLabel);
}
