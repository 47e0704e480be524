import type { BillingAgreement } from '../billing.port';
import { displayedSum, isFlagged, optionalCount } from './answer-figures';
import { unexpectedAnswer } from './failures';
import type { Api3Operation } from './operations';
import { idOf, isDateSet, textOf, textOrNull, type XmlNode } from './soap-values';

/**
 * One agreement of an answer.
 * @throws Unavailable `unexpected_answer` when it has no id, or a figure of it is none
 */
export function readAgreement(agreement: XmlNode, operation: Api3Operation): BillingAgreement {
  const agreementId = idOf(agreement, 'agrmid');
  if (agreementId === null) throw unexpectedAnswer(operation, 'no agrmid');
  return {
    agreementId,
    number: textOf(agreement, 'number'),
    paymentCode: textOrNull(agreement, 'code'),
    balanceKopecks: displayedSum(agreement, 'balance', operation),
    operatorName: textOrNull(agreement, 'opername'),
    isOpen: !isDateSet(textOf(agreement, 'closedon')) && !isFlagged(agreement, 'archive'),
    serviceAccounts: optionalCount(agreement, 'vgroups', operation),
  };
}
