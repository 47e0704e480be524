import type { CabinetAccount, CabinetAgreement } from '../core/account';
import { noticeBlock } from '../html/alert';
import { escaped } from '../html/escape';
import { panel, panelRow } from '../html/panel';
import { sumHtml } from '../html/sum';
import type { Visit } from '../visit';
import { servicesLink } from './services-link';

/** The balance is the second row, the overdraft the third and the operator the fourth: that is how they are found. */
function agreementPanel(visit: Visit, agreement: CabinetAgreement): string {
  const { settings } = visit.cabinet;
  const balance = `<span>${sumHtml(agreement.balanceKopecks, settings)}</span>`;
  return panel('Договор', [
    panelRow('Номер договора', escaped(agreement.number)),
    `<div class="panel-form-row"><div class="panel-form-label">Баланс</div><div class="panel-form-item panel-form-item-balance"><div><div>${balance}</div></div></div></div>`,
    panelRow('Кредит', sumHtml(agreement.creditKopecks, settings)),
    panelRow('Оператор', escaped(agreement.operator)),
    `<div class="panel-form-row">${servicesLink(visit, agreement)}</div>`,
  ]);
}

/** The dashboard of lbweb facts 3.2: a panel for each agreement; who the subscriber is is not said. */
export function panelDashboard(visit: Visit, account: CabinetAccount): string {
  const notice = noticeBlock(visit.cabinet.settings.notice);
  const panels = account.agreements.map((agreement) => agreementPanel(visit, agreement));
  return [notice === '' ? '' : `<div class="row">${notice}</div>`, ...panels].join('\n');
}
