import { ownNumber } from './own-agreement';
import type { Page } from './page';
import { promiseRefusalOn } from './promise-refusal';
import type { SignedIn } from './signed-in';
import { choiceOf, choicesOf, chosenIn } from './wizard';

const operation = 'payment/promised';

/**
 * The page of the promised payment's wizard that is about an agreement: its second step, or the first one where that says already
 * that there is nothing to be had.
 * @throws Rejected `agreement_not_found`, `session_ended`; Unavailable
 */
export async function openPromised(signedIn: SignedIn, agreementId: string): Promise<Page> {
  const { visit, addressOf } = signedIn;
  const first = await visit.page(addressOf(operation), operation);
  const choice = choiceOf(first, agreementId);
  if (choice) return visit.submit(choice, operation);
  if (chosenIn(first) === agreementId) return first;
  await ownNumber(signedIn, agreementId, operation);
  // Of the subscriber's own agreements one that is not listed has nothing to offer, if the page says why.
  if (choicesOf(first).length === 0 && promiseRefusalOn(first) !== null) return first;
  throw first.changed('agreement of promise');
}
