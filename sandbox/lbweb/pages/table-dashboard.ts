import type { CabinetAccount, CabinetAgreement } from '../core/account';
import { noticeBlock } from '../html/alert';
import { escaped } from '../html/escape';
import { sumHtml } from '../html/sum';
import type { Visit } from '../visit';

const COLUMNS = ['Номер договора', 'Оператор', 'Баланс', 'Услуги'] as const;

/** The two ways in which older cabinets write the same row (lbweb facts 3.3). */
interface RowStyle {
  readonly number: (text: string) => string;
  readonly balance: (sum: string, payUrl: string) => string;
  readonly linkId: (agrmid: number) => string;
  readonly person: (name: string) => string;
}

const LINKED: RowStyle = {
  number: (text) => `<td><strong>${text}</strong></td>`,
  balance: (sum, payUrl) => `<td><a href="${payUrl}">${sum}</a></td>`,
  linkId: (agrmid) => `show-vgroups-${agrmid}`,
  person: (name) => `<div class="content-aside"><span class="content-aside-name">${name}</span></div>`,
};

const TOP_UP: RowStyle = {
  number: (text) => `<td class="first_col">${text}</td>`,
  balance: (sum, payUrl) => `<td>${sum} (<a href="${payUrl}">Пополнить баланс</a>)</td>`,
  linkId: (agrmid) => `${agrmid}-show-vgroups`,
  person: (name) => `<div class="content-aside"><p>${name}</p></div>`,
};

function agreementRow({ links, cabinet }: Visit, agreement: CabinetAgreement, style: RowStyle): string {
  const { agrmid, number, operator, balanceKopecks } = agreement;
  const payUrl = escaped(links.to('payment/pay', [['agrmid', agrmid]]));
  const cells = [
    style.number(escaped(number)),
    `<td>${escaped(operator)}</td>`,
    style.balance(sumHtml(balanceKopecks, cabinet.settings), payUrl),
    `<td><a class="show-vgroups" id="${style.linkId(agrmid)}">Услуги</a></td>`,
  ];
  return `<tr class="agreements-grid-row-${agrmid}">${cells.join('')}</tr>`;
}

export function tableDashboard(visit: Visit, account: CabinetAccount): string {
  const style = visit.cabinet.settings.theme === 'table' ? LINKED : TOP_UP;
  const heads = COLUMNS.map((column) => `<th>${column}</th>`).join('');
  const rows = account.agreements.map((agreement) => agreementRow(visit, agreement, style));
  return `${style.person(escaped(account.name))}
${noticeBlock(visit.cabinet.settings.notice)}
<table class="table">
<thead><tr>${heads}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>`;
}
