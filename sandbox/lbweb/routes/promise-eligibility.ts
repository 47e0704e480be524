import type { CabinetAgreement } from '../core/account';
import { CoreFault } from '../core/core-errors';
import type { CoreSession } from '../core/core-session';
import { readPromiseTerms, type PromiseTerms } from '../core/promises';
import { WizardRefusal } from '../wizard/wizard';

export const NOT_AVAILABLE = 'Обещанный платеж недоступен. Обратитесь к менеджеру';

/**
 * What the agreement may promise, decided in the order of the vendor's cabinet (api3 facts 5.4).
 * @returns null when a promise is in force already
 * @throws WizardRefusal
 */
export async function offeredTerms(
  core: CoreSession,
  agreement: CabinetAgreement,
): Promise<PromiseTerms | null> {
  const terms = await settingsOf(core, agreement.agrmid);
  if (terms === null) return null;
  if (!terms || terms.minKopecks === 0 || terms.maxKopecks === 0) throw new WizardRefusal(NOT_AVAILABLE);
  const { balanceKopecks } = agreement;
  if (balanceKopecks < 0 && -balanceKopecks >= terms.limitKopecks) {
    throw new WizardRefusal('Слишком большая задолженность');
  }
  return terms;
}

async function settingsOf(core: CoreSession, agrmid: number): Promise<PromiseTerms | null | undefined> {
  try {
    return await readPromiseTerms(core, agrmid);
  } catch (error) {
    if (!(error instanceof CoreFault) || error.isSessionOver) throw error;
    if (error.says('lifetime')) throw new WizardRefusal('Недостаточный возраст договора');
    if (error.says('already assigned')) return null;
    // The cabinet of 2014 knows no other fault: it goes on without settings, and so without an offer.
    return undefined;
  }
}
