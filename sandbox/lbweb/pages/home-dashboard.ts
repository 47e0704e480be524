import type { CabinetAccount, CabinetAgreement } from '../core/account';
import { noticeBlock } from '../html/alert';
import { escaped } from '../html/escape';
import { getForm } from '../html/form';
import { sumHtml } from '../html/sum';
import type { Visit } from '../visit';
import { servicesLink } from './services-link';

function agreementSelect(
  visit: Visit,
  agreements: readonly CabinetAgreement[],
  shown: CabinetAgreement,
): string {
  const options = agreements.map(({ agrmid, number }) => {
    const mark = agrmid === shown.agrmid ? ' selected="selected"' : '';
    return `<option value="${agrmid}"${mark}>${escaped(number)}</option>`;
  });
  const select = `<select name="agrmid" onchange="this.form.submit()">\n${options.join('\n')}\n</select>`;
  return getForm(visit, 'account/index', [], select);
}

/** The dashboard of lbweb facts 3.1: one agreement at a time, chosen in a list. */
export function homeDashboard(visit: Visit, account: CabinetAccount): string {
  const { settings } = visit.cabinet;
  const { agreements } = account;
  const wished = visit.query.get('agrmid');
  const shown = agreements.find(({ agrmid }) => String(agrmid) === wished) ?? agreements[0];
  const linked = settings.serviceLinks === 'every' ? agreements : shown ? [shown] : [];
  const agreement = shown
    ? `<div class="agreement__info"><label>Договор</label>
${agreementSelect(visit, agreements, shown)}
</div>
<div class="balance"><p>Баланс</p><span class="balance-home">${sumHtml(shown.balanceKopecks, settings)}</span></div>`
    : '<p class="empty">Нет действующих договоров</p>';
  return `${noticeBlock(settings.notice)}
<div class="client-info">
<div class="name-person person"><i class="icon-user"></i> ${escaped(account.name)}</div>
<div class="email-person person"><i class="icon-mail"></i> ${escaped(account.email)}</div>
<div class="phone-person person"><i class="icon-phone"></i> ${escaped(account.mobile || account.phone)}</div>
</div>
${agreement}
<div class="services">${linked.map((one) => servicesLink(visit, one)).join('\n')}</div>`;
}
