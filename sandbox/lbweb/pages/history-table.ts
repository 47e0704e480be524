import type { CabinetPayment } from '../core/payments';
import { escaped } from '../html/escape';
import { grid } from '../html/grid';
import { sumHtml } from '../html/sum';
import type { CabinetSettings } from '../settings/cabinet-settings';
import { printDay } from '../values/day-text';

function stateText(status: number, { cancelledWord }: CabinetSettings): string {
  if (status === 2) return cancelledWord;
  return status === 3 ? 'Скорректирован' : 'Принят';
}

/** The manager's name, before which a dash stands sometimes: here in every other row. */
function methodText({ recordid, manager }: CabinetPayment): string {
  return recordid % 2 === 0 ? `- ${manager}` : manager;
}

/** lbweb facts 5.2. */
export function historyTable(payments: readonly CabinetPayment[], settings: CabinetSettings): string {
  const { methodColumn, historyDates, historyLabel } = settings;
  const columns = ['Дата', 'Номер платежа', 'Договор', 'Состояние', methodColumn, 'Сумма'];
  const rows = payments.map((payment) => {
    const cells = [
      escaped(printDay(payment.localdate, historyDates)),
      escaped(payment.receipt || payment.recordid),
      escaped(payment.agreementNumber),
      stateText(payment.status, settings),
      escaped(methodText(payment)),
      sumHtml(payment.amountKopecks, settings),
    ];
    return cells.map((html, index) => ({ column: columns[index] ?? '', html }));
  });
  return grid(columns, rows, historyLabel);
}
