import { kopecksFromDouble } from '../values/kopecks';
import { childOf, childrenOf, integerOf, textOf } from './core-answer';
import { CoreUnreachable } from './core-errors';
import type { CoreSession } from './core-session';

export interface CabinetAgreement {
  readonly agrmid: number;
  readonly number: string;
  /** Negative is a debt. */
  readonly balanceKopecks: number;
  /** Allowed overdraft, a promised payment included. */
  readonly creditKopecks: number;
  /** Name of the provider's company. */
  readonly operator: string;
}

export interface CabinetAccount {
  readonly uid: number;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly mobile: string;
  readonly agreements: readonly CabinetAgreement[];
}

/** The subscriber's own account with its active agreements. */
export async function readAccount(core: CoreSession): Promise<CabinetAccount> {
  const [full] = await core.call('getClientAccount', [['flt', [['activonly', 1]]]]);
  if (!full) throw new CoreUnreachable('no account in the answer');
  const account = childOf(full, 'account');
  return {
    uid: integerOf(account, 'uid'),
    name: textOf(account, 'name'),
    email: textOf(account, 'email'),
    phone: textOf(account, 'phone'),
    mobile: textOf(account, 'mobile'),
    agreements: childrenOf(full, 'agreements').map((agreement) => ({
      agrmid: integerOf(agreement, 'agrmid'),
      number: textOf(agreement, 'number'),
      balanceKopecks: kopecksFromDouble(textOf(agreement, 'balance') || '0'),
      creditKopecks: kopecksFromDouble(textOf(agreement, 'credit') || '0'),
      operator: textOf(agreement, 'opername'),
    })),
  };
}
