import { readAccount } from '../core/account';
import { readServiceAccounts } from '../core/service-accounts';
import { pageOf, pager } from '../html/pager';
import { SERVICE_COLUMNS, serviceJson } from '../pages/services-json';
import type { Answer, Page, Visit } from '../visit';

async function services(visit: Visit): Promise<Answer> {
  const { cabinet, core, query, form, isPost, links } = visit;
  const wished = (isPost ? form : query).get('agrmid');
  const { agreements } = await readAccount(core);
  const agreement = agreements.find(({ agrmid }) => String(agrmid) === wished);
  const accounts = agreement ? await readServiceAccounts(core, agreement.agrmid) : [];
  const { rows, page, pages } = isPost
    ? { rows: accounts, page: 1, pages: 1 }
    : pageOf(accounts, query.get('page'), cabinet.settings.servicesPageSize);
  const hrefOf = (target: number): string =>
    links.to('account/vgroups', [
      ['agrmid', wished ?? ''],
      ['page', target],
    ]);
  const value = {
    head: SERVICE_COLUMNS,
    body: rows.map((account) => serviceJson(account, cabinet.settings)),
    empty: 'Нет учетных записей',
    pager: pager(page, pages, hrefOf),
  };
  return { kind: 'json', value };
}

/** Service accounts of one agreement as JSON: posted with a token today, asked for page by page before (lbweb facts 4). */
export const accountVgroups: Page = { forGuests: false, answer: services };
