import type { Kopecks } from '../../shared/money';

/** An agreement as the dashboard shows it. */
export interface ShownAgreement {
  /** Null where the page gives no id with it. */
  readonly agreementId: string | null;
  readonly number: string | null;
  readonly balanceKopecks: Kopecks;
  readonly creditKopecks: Kopecks | null;
  readonly operatorName: string | null;
}

/** What a theme of the dashboard shows: agreements with their balances, and the numbers of all that can be chosen. */
export interface ShownAgreements {
  readonly agreements: readonly ShownAgreement[];
  /** Numbers of all agreements; empty where the theme does not list them. */
  readonly numbers: readonly string[];
}
