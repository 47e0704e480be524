import type { RouteName } from '../addresses/routes';
import { readAccount, type CabinetAgreement } from '../core/account';
import { escaped } from '../html/escape';
import { grid } from '../html/grid';
import { sumHtml } from '../html/sum';
import type { Answer, Visit } from '../visit';
import { WizardRefusal } from './wizard';
import { wizardParameter, type WizardState } from './wizard-state';

const COLUMNS = ['Номер договора', 'Баланс', ''] as const;

/** The first step of every wizard about money: the agreements, each with a link to the second. */
export async function agreementStep(visit: Visit, route: RouteName, title: string): Promise<Answer> {
  const { cabinet, links, core } = visit;
  const { agreements } = await readAccount(core);
  const rows = agreements.map(({ agrmid, number, balanceKopecks }) => {
    const href = links.to(route, [
      ['step', 2],
      [wizardParameter(2, 'agrmid'), agrmid],
    ]);
    return [
      { column: COLUMNS[0], html: `<strong>${escaped(number)}</strong>` },
      { column: COLUMNS[1], html: sumHtml(balanceKopecks, cabinet.settings) },
      { column: COLUMNS[2], html: `<a href="${escaped(href)}">Выбрать</a>` },
    ];
  });
  const table = grid(COLUMNS, rows, cabinet.settings.historyLabel);
  return { kind: 'page', title, content: `<h2>${title}</h2>\n${table}` };
}

/**
 * The subscriber's own agreement that the steps before have named.
 * @throws WizardRefusal
 */
export async function chosenAgreement(visit: Visit, { values }: WizardState): Promise<CabinetAgreement> {
  const { agreements } = await readAccount(visit.core);
  const chosen = agreements.find(({ agrmid }) => String(agrmid) === values.get('agrmid'));
  if (!chosen) throw new WizardRefusal('Договор не найден');
  return chosen;
}
