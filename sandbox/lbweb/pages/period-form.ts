import type { CabinetAgreement } from '../core/account';
import type { PaymentPeriod } from '../core/payments';
import { escaped } from '../html/escape';
import { getForm, inputRow, submitRow } from '../html/form';
import type { Visit } from '../visit';
import { wizardParameter } from '../wizard/wizard-state';

/** Chooses the days and the agreement of a list; parameters of a wizard of one step (lbweb facts 5.2). */
export function periodForm(
  visit: Visit,
  agreements: readonly CabinetAgreement[],
  period: PaymentPeriod,
): string {
  const option = (value: number, text: string): string => {
    const mark = value === period.agrmid ? ' selected="selected"' : '';
    return `<option value="${value}"${mark}>${escaped(text)}</option>`;
  };
  const options = [
    option(0, 'Все договоры'),
    ...agreements.map(({ agrmid, number }) => option(agrmid, number)),
  ];
  const fields = [
    inputRow({ label: 'С', name: wizardParameter(1, 'dtfrom'), value: period.from }),
    inputRow({ label: 'По', name: wizardParameter(1, 'dtto'), value: period.to }),
    `<select name="${wizardParameter(1, 'agrmid')}">${options.join('')}</select>`,
    submitRow('Показать'),
  ];
  return getForm(visit, visit.route, [['step', 1]], fields.join('\n'));
}
