import { faultOf } from '../soap/soap-fault';
import type { BillingStore } from '../store/billing-store';
import type { Agreement } from '../store/records';

/** Ways to name an agreement (api3 facts: external id codes). Those that name a person or a service are not played. */
const BY_CODE: Readonly<Record<number, (agreement: Agreement) => string>> = {
  5: (agreement) => agreement.number,
  6: (agreement) => agreement.code,
  11: (agreement) => String(agreement.agrmid),
};

const AGREEMENT_ID = 11;

export function locateAgreement(store: BillingStore, id: number, text: string): Agreement {
  const nameOf = BY_CODE[id];
  const found =
    id === AGREEMENT_ID
      ? store.agreements.get(Number(text))
      : [...store.agreements.values()].find((agreement) => nameOf?.(agreement) === text);
  if (!found || nameOf?.(found) !== text) throw faultOf('Agreement not found. id = $1, str = $2', id, text);
  return found;
}
