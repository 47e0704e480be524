import type { Kopecks } from '../../shared/money';
import type { PromiseRefusal } from '../cabinet.port';
import { displayedSum, optionalCount, optionalSum } from './answer-figures';
import { onlyRowOf } from './answer-rows';
import { unexpectedAnswer } from './failures';
import type { ManagerSession } from './manager-session';
import { promiseRefusalOf } from './promise-refusal';
import { textOf, type XmlNode } from './soap-values';

const operation = 'getPPSettings';

/** What an agreement's group allows. */
export interface PromiseSettings {
  readonly minKopecks: Kopecks;
  readonly maxKopecks: Kopecks;
  /** Days after today until it must be paid. */
  readonly days: number;
  /** A debt of this size, or of a larger one, is given none. */
  readonly debtLimitKopecks: Kopecks;
  readonly isAvailable: boolean;
  /** Null in builds that do not tell. */
  readonly feeKopecks: Kopecks | null;
}

/**
 * The settings of promised payments for an agreement, or why it can have none: the core says that by faults, which are answers
 * here. An empty answer has no settings.
 */
export async function promiseSettings(
  session: ManagerSession,
  agreementId: string,
): Promise<PromiseSettings | PromiseRefusal> {
  try {
    const { body } = await session.call(operation, { agrm: agreementId });
    const row = onlyRowOf(body, 'ret', operation);
    return row ? readSettings(row) : 'not_offered';
  } catch (error) {
    const refusal = promiseRefusalOf(error);
    if (refusal === null) throw error;
    return refusal;
  }
}

function readSettings(row: XmlNode): PromiseSettings {
  const days = optionalCount(row, 'promisetill', operation);
  if (days === null || days > LONGEST_DAYS)
    throw unexpectedAnswer(operation, 'promisetill is no number of days');
  return {
    minKopecks: required(row, 'promisemin'),
    maxKopecks: required(row, 'promisemax'),
    days,
    debtLimitKopecks: required(row, 'promiselimit'),
    isAvailable: textOf(row, 'promiseavailable') !== '0',
    feeKopecks: optionalSum(row, 'promisefee', operation),
  };
}

const LONGEST_DAYS = 3_650;

function required(row: XmlNode, name: string): Kopecks {
  if (textOf(row, name) === '') throw unexpectedAnswer(operation, `no ${name}`);
  return displayedSum(row, name, operation);
}
