import type { XmlField } from '../soap/xml-writer';
import type { BillingStore } from '../store/billing-store';
import type { ServiceAccount } from '../store/records';
import { printRoubles } from '../values/doubles';
import { NULL_DATE_TIME } from '../values/moscow-time';
import { filterOf, orderRule } from './filter-rules';
import { findServices, SERVICE_FILTERS } from './find-services';
import type { Operation } from './operation';
import { CURRENCY_SYMBOL } from './operator';
import { pageOf } from './page';
import { refuseOrder } from './refuse-order';

/** Service accounts of any subscriber. */
export const getVgroups: Operation = {
  name: 'getVgroups',
  sessions: ['manager'],
  request: [filterOf(...SERVICE_FILTERS), orderRule],
  run({ message, store }) {
    refuseOrder(message);
    const filter = message.group('flt');
    return pageOf(findServices(store, filter), filter).map((service): XmlField => [
      'ret',
      serviceFields(service, store),
    ]);
  },
};

/**
 * Type `soapVgroupBrief`. The password of the service is in it, as real cores answer it. How the three rents differ is
 * not known; here all are the fee for a month.
 */
function serviceFields(service: ServiceAccount, store: BillingStore): XmlField[] {
  const agreement = store.agreements.get(service.agrmid);
  const owner = agreement && store.accounts.get(agreement.uid);
  const connectedOn = `${agreement?.openedOn ?? ''} 00:00:00`;
  const fee = printRoubles(service.monthlyFeeKopecks);
  return [
    ['vgid', service.vgid],
    ['parentvgid', service.parentvgid],
    ['id', service.agentId],
    ['tarid', service.tariffId],
    ['agrmid', service.agrmid],
    ['blkreq', 0],
    ['blocked', service.block],
    ['uid', owner?.uid ?? 0],
    ['balance', printRoubles(agreement?.balanceKopecks ?? 0)],
    ['rent', fee],
    ['monthlyrent', fee],
    ['totalmonthlyrent', fee],
    ['login', service.login],
    ['descr', ''],
    ['agrmnum', agreement?.number ?? ''],
    ['code', agreement?.code ?? ''],
    ['username', owner?.fullName ?? ''],
    ['creationdate', connectedOn],
    ['accondate', connectedOn],
    ['accoffdate', NULL_DATE_TIME],
    ['agentdescr', service.agentDescription],
    ['tarifdescr', service.tariffName],
    ['symbol', CURRENCY_SYMBOL],
    ['parentvglogin', store.services.get(service.parentvgid)?.login ?? ''],
    ['changedtariffon', NULL_DATE_TIME],
    ['pass', service.password],
  ];
}
