import type { BillingAccount, BillingAgreement } from '../billing/billing.port';
import type { Known } from '../billing/wrappers/last-known';

export interface AgreementView {
  readonly id: string;
  readonly number: string;
  readonly paymentCode: string | null;
  readonly balanceKopecks: number;
  readonly operatorName: string | null;
  readonly status: 'open' | 'closed';
  /** How many service accounts share the agreement; null where billing does not tell. */
  readonly serviceAccounts: number | null;
  /** True when several do. */
  readonly isShared: boolean | null;
}

/** The subscriber as the cabinet shows him. Times are ISO 8601 in UTC. */
export interface AccountView {
  readonly uid: string;
  readonly login: string;
  readonly fullName: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly agreements: readonly AgreementView[];
  readonly asOf: string;
  readonly isStale: boolean;
}

function agreementView(agreement: BillingAgreement): AgreementView {
  const { agreementId: id, number, paymentCode, balanceKopecks, operatorName, serviceAccounts } = agreement;
  const status = agreement.isOpen ? 'open' : 'closed';
  const isShared = serviceAccounts === null ? null : serviceAccounts > 1;
  return { id, number, paymentCode, balanceKopecks, operatorName, status, serviceAccounts, isShared };
}

export function accountView({ value, asOf, isStale }: Known<BillingAccount>): AccountView {
  const { uid, login, fullName, email, phone, agreements } = value;
  return {
    uid,
    login,
    fullName,
    email,
    phone,
    agreements: agreements.map(agreementView),
    asOf: asOf.toISOString(),
    isStale,
  };
}
