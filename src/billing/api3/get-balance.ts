import type { Kopecks } from '../../shared/money';
import { Rejected } from '../../shared/upstream-errors';
import { BillingRejection } from '../billing.port';
import type { AgreementBalance } from '../cabinet.port';
import { optionalSum } from './answer-figures';
import { suggestedKopecks } from './decimals';
import { unexpectedAnswer } from './failures';
import type { ManagerSession } from './manager-session';
import { withProof, type Claim } from './own-agreement';
import { textOf } from './soap-values';

/** What a core says that does not serve the recommended payment, or not to this manager. */
const NOT_TOLD: readonly string[] = [BillingRejection.operationMissing, BillingRejection.accessDenied];

/**
 * What an agreement stands at, by two calls at once. `promisecredit` came with later builds.
 * @throws Rejected `agreement_not_found`
 */
export async function getBalance(session: ManagerSession, claim: Claim): Promise<AgreementBalance> {
  const { found, value } = await withProof(session, claim, () =>
    recommendedPayment(session, claim.agreementId),
  );
  const { agreementId, number, isOpen, balanceKopecks } = found.agreement;
  return {
    agreementId,
    number,
    isOpen,
    balanceKopecks,
    creditKopecks: optionalSum(found.row, 'credit', 'getAgreements'),
    promisedCreditKopecks: optionalSum(found.row, 'promisecredit', 'getAgreements'),
    recommendedPaymentKopecks: value,
  };
}

async function recommendedPayment(session: ManagerSession, agreementId: string): Promise<Kopecks | null> {
  const operation = 'getRecommendedPayment';
  try {
    const { body } = await session.call(operation, { id: agreementId });
    return suggestedKopecks(textOf(body, 'ret'));
  } catch (error) {
    if (error instanceof RangeError) throw unexpectedAnswer(operation, 'ret is no sum');
    if (error instanceof Rejected && error.operation === operation && NOT_TOLD.includes(error.code))
      return null;
    throw error;
  }
}
