import type { Kopecks } from '../../shared/money';
import type { CabinetPort, PromiseRefusal, Subscriber } from '../cabinet.port';

/** What one upstream tells or does and another does not. Where it is false, null is expected, or the refusal named. */
export interface CabinetAbilities {
  readonly tellsRecommendedPayment: boolean;
  readonly tellsCredit: boolean;
  readonly tellsServiceIds: boolean;
  /** Of a payment: its record id, and the moment and not the day alone. */
  readonly tellsRecordIds: boolean;
  readonly tellsExactTimes: boolean;
  /** Dates a payment by when it was paid, not by when billing took it in. */
  readonly datesByPayer: boolean;
  readonly tellsServiceAccounts: boolean;
  /** Reasons that it can tell apart; instead of another one it names any. */
  readonly tellsRefusals: readonly PromiseRefusal[];
  /** Serves a subscriber without a session of ours, too; otherwise `not_supported`. */
  readonly servesPrograms: boolean;
  /** Has a session of the upstream's, which signing out ends; calls are `session_ended` from then on. */
  readonly endsSessions: boolean;
  /** Otherwise `not_supported`. */
  readonly recoversPasswords: boolean;
}

/** What an upstream is like at the moment: as ever, not to be reached, or full of answers that nobody can read. */
export type UpstreamMood = 'well' | 'down' | 'garbled';

/**
 * A cabinet adapter before the demo data of the stand-ins, and hands that work behind its back. Subscribers have the password
 * `demo`; the demo's past is told back from today.
 */
export interface CabinetStage {
  readonly abilities: CabinetAbilities;
  /** Today by the stand-ins' clock and the adapter's, `YYYY-MM-DD` in Moscow. */
  readonly today: string;
  readonly cabinet: CabinetPort;

  /** Keeps what a sign-in brought under a session of ours, as the service does. */
  keep(signedIn: { readonly uid: string; readonly upstreamSession: string | null }): Promise<Subscriber>;
  /** A new subscriber with one open agreement: no services, no payments, no promised payments offered. */
  newcomer(): Promise<{ readonly login: string; readonly agreementId: string }>;
  /** Posts a payment as the billing port does. */
  post(payment: PostedPayment): Promise<{ readonly recordId: string }>;
  /** Letters about forgotten passwords that have gone out. */
  recoveryMails(): Promise<number>;
  setMood(mood: UpstreamMood): Promise<void>;
  /** Back to the demo data, and well. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

export interface PostedPayment {
  readonly receipt: string;
  readonly agreementId: string;
  readonly amountKopecks: Kopecks;
  readonly paidAt: Date;
}

/** A part of the contract: its tests, about the stage that is open while they run. */
export type ContractPart = (stage: () => CabinetStage) => void;

export const PASSWORD = 'demo';

/** Signs a demo subscriber in, as the service does. */
export async function signedIn(
  { cabinet, keep }: CabinetStage,
  login: string,
  password = PASSWORD,
): Promise<Subscriber> {
  return keep(await cabinet.signIn({ login, password, address: '192.0.2.7' }));
}

/** The day so many days after another, `YYYY-MM-DD`. */
export function dayFrom(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
