import { readAccount } from '../core/account';
import { readPayments, type CabinetPayment } from '../core/payments';
import { panel, panelRow } from '../html/panel';
import { sumHtml } from '../html/sum';
import { firstOfMonth, moscowDay } from '../values/calendar';
import type { Page } from '../visit';

const CANCELLED = 2;

function received(payments: readonly CabinetPayment[]): number {
  return payments
    .filter(({ status }) => status !== CANCELLED)
    .reduce((sum, { amountKopecks }) => sum + amountKopecks, 0);
}

/** What came in and went out this month, by agreement. The core beneath keeps no expenses: there are none. */
export const invoiceInfo: Page = {
  forGuests: false,
  answer: async ({ core, cabinet }) => {
    const { settings } = cabinet;
    const today = moscowDay(cabinet.now());
    const { agreements } = await readAccount(core);
    const panels = await Promise.all(
      agreements.map(async ({ agrmid, number }) => {
        const payments = await readPayments(core, { from: firstOfMonth(today), to: today, agrmid });
        return panel(`Договор ${number}`, [
          panelRow('Поступившие платежи в текущем месяце', sumHtml(received(payments), settings)),
          panelRow('Расходы в текущем месяце', sumHtml(0, settings)),
        ]);
      }),
    );
    return { kind: 'page', title: 'Итоги месяца', content: `<h2>Итоги месяца</h2>\n${panels.join('\n')}` };
  },
};
