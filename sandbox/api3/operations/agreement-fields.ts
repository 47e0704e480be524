import type { XmlField } from '../soap/xml-writer';
import type { Account, Agreement } from '../store/records';
import { printRoubles } from '../values/doubles';
import { NULL_DATE, NULL_DATE_TIME } from '../values/moscow-time';
import type { Call } from './operation';
import { CURRENCY_ID, CURRENCY_SYMBOL, OPERATOR_ID, OPERATOR_NAME } from './operator';

/** All three spellings of "no date" are met in the wild (api3 facts: values); agreements take turns. */
const OPEN_SPELLINGS = [NULL_DATE_TIME, NULL_DATE, '', NULL_DATE_TIME] as const;

/** Type `soapAgreement`: what real answers fill, in schema order. */
export function agreementFields(
  agreement: Agreement,
  owner: Account,
  { store, now }: Pick<Call, 'store' | 'now'>,
): XmlField[] {
  const promised = store.promises.creditKopecksOf(agreement.agrmid, now());
  const open = OPEN_SPELLINGS[agreement.agrmid % OPEN_SPELLINGS.length] ?? '';
  return [
    ['agrmid', agreement.agrmid],
    ['uid', agreement.uid],
    ['operid', OPERATOR_ID],
    ['curid', CURRENCY_ID],
    ['bnotify', 0],
    ['archive', owner.archived ? 1 : 0],
    ['vgroups', store.servicesOf(agreement.agrmid).length],
    ['balance', printRoubles(agreement.balanceKopecks)],
    ['credit', printRoubles(agreement.creditKopecks + promised)],
    ['promisecredit', printRoubles(promised)],
    ['balancestatus', 0],
    ['parentagrmid', 0],
    ['paymentmethod', 2],
    ['priority', 0],
    ['number', agreement.number],
    ['code', agreement.code],
    ['date', agreement.openedOn],
    ['closedon', agreement.closedOn ?? open],
    ['symbol', CURRENCY_SYMBOL],
    ['username', owner.fullName],
    ['opername', OPERATOR_NAME],
    ['descr', ''],
  ];
}
