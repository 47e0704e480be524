import type { CabinetAgreement } from '../core/account';
import { escaped } from '../html/escape';
import type { Visit } from '../visit';

/** The link whose script asks for the service accounts; its attributes tell the script how (lbweb facts 3.1). */
export function servicesLink({ links, token }: Visit, { agrmid }: CabinetAgreement): string {
  const url = escaped(links.to('account/vgroups'));
  return `<a class="show-vgroups" href="javascript:void(0)" url="${url}" crf="${escaped(token)}" data-loaded="0" id="${agrmid}-show-vgroups">Услуги</a>`;
}
