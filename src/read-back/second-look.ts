import { BillingRejection, type BillingPayment, type BillingPort } from '../billing/billing.port';
import type { CreditToRead } from '../ledger/read-back-rows.port';
import { Rejected } from '../shared/upstream-errors';
import { merged } from './billed-records';
import { compare, type Reading } from './compare';

/** What was read, and the records that it rests on. */
export interface Comparison {
  readonly reading: Reading;
  readonly records: readonly BillingPayment[];
}

/**
 * Looks a credit up by its receipt before a list's word against it counts: pages are no snapshot, and a reversal may have
 * been done since they were read. What is found now counts before what the list said of the same record; what only the list
 * showed still counts, since a look by receipt answers one record at most.
 */
export async function lookAgain(
  billing: BillingPort,
  credit: CreditToRead,
  listed: readonly BillingPayment[],
): Promise<Comparison> {
  try {
    const found = await billing.findPayment(credit.posting.receipt);
    const records = found ? merged(listed, [found]) : listed;
    return { reading: compare(credit, records), records };
  } catch (error) {
    const isDoubled = error instanceof Rejected && error.code === BillingRejection.severalInForce;
    if (!isDoubled) throw error;
    return { reading: credit.posting.state === 'voided' ? 'unexpected' : 'doubled', records: listed };
  }
}
