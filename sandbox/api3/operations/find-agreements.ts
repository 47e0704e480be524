import type { Message } from '../soap/message';
import type { BillingStore } from '../store/billing-store';
import type { Agreement } from '../store/records';

export const AGREEMENT_FILTERS = ['agrmid', 'pgnum', 'pgsize', 'userid', 'agrmnum', 'code'] as const;

/** `0` and empty mean no restriction. `agrmnum` matches parts of numbers too (api3 facts: accounts, agreements). */
export function findAgreements(store: BillingStore, filter: Message): Agreement[] {
  const agrmid = filter.integer('agrmid');
  const userid = filter.integer('userid');
  const number = filter.text('agrmnum').toLowerCase();
  const code = filter.text('code');
  const candidates = agrmid === 0 ? [...store.agreements.values()] : [store.agreements.get(agrmid)];
  return candidates
    .filter((agreement) => agreement !== undefined)
    .filter((agreement) => userid === 0 || agreement.uid === userid)
    .filter((agreement) => agreement.number.toLowerCase().includes(number))
    .filter((agreement) => code === '' || agreement.code === code);
}
