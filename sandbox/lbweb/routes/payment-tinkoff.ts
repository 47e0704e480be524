import { nextField, nextStepForm, WizardRefusal, wizardPage } from '../wizard/wizard';
import { agreementStep, chosenAgreement } from '../wizard/agreement-step';
import { escaped } from '../html/escape';
import { inputRow, submitRow } from '../html/form';
import { panel, panelRow } from '../html/panel';
import { sumHtml } from '../html/sum';
import { kopecksFromTyped } from '../values/kopecks';

const ROUTE = 'payment/tinkoff';
const TITLE = 'Оплата картой (Т-Банк)';

/** The wizard of the bank's payments (lbweb facts 5.3). Names of the fields beyond `agrmid` are inferred. */
export const paymentTinkoff = wizardPage({
  route: ROUTE,
  steps: [
    (visit) => agreementStep(visit, ROUTE, TITLE),
    async (visit, state) => {
      const agreement = await chosenAgreement(visit, state);
      const facts = panel('Оплата', [
        panelRow('Номер договора', escaped(agreement.number)),
        panelRow('Баланс', sumHtml(agreement.balanceKopecks, visit.cabinet.settings)),
      ]);
      const fields = [
        inputRow({ label: 'Сумма платежа', name: nextField(state, 'sum') }),
        inputRow({
          label: 'Подключить автоплатеж',
          name: nextField(state, 'autopayment'),
          type: 'checkbox',
          value: '1',
        }),
        submitRow('Далее'),
      ];
      const form = nextStepForm(visit, ROUTE, state, fields.join('\n'));
      return { kind: 'page', title: TITLE, content: `<h2>${TITLE}</h2>\n${facts}\n${form}` };
    },
  ],
  finish: async (visit, state) => {
    const { number } = await chosenAgreement(visit, state);
    const kopecks = kopecksFromTyped(state.values.get('sum') ?? '');
    if (kopecks === undefined) throw new WizardRefusal('Неверная сумма платежа');
    const sum = sumHtml(kopecks, visit.cabinet.settings);
    const content = `<h2>${TITLE}</h2>\n<p>Договор ${escaped(number)}, сумма ${sum}. Здесь открылась бы форма банка: стенд заказов в банке не создаёт.</p>`;
    return { kind: 'page', title: TITLE, content };
  },
});
