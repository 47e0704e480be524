import { createHash } from 'node:crypto';
import { isAccount, isInn } from './statement/fields';
import type { Payer } from './statement/statement';

/** What tells a payout of acquiring from other money, as it is set. */
export interface PayoutSettings {
  /** Who pays out: taxpayer numbers, accounts, or parts of a name. */
  readonly payers: readonly string[];
  /** One of them must stand in the purpose; none for any purpose. */
  readonly purposeWords: readonly string[];
  /** Accounts of the provider that payouts come to; none for any that a statement is about. */
  readonly accounts: readonly string[];
}

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[\s«»"]+/g, ' ');

/** Tells payouts of acquiring from other money that came in. */
export class PayoutRules {
  private readonly inns: ReadonlySet<string>;
  private readonly payerAccounts: ReadonlySet<string>;
  private readonly names: readonly string[];
  private readonly words: readonly string[];

  constructor(private readonly settings: PayoutSettings) {
    const { payers, purposeWords } = settings;
    this.inns = new Set(payers.filter(isInn));
    this.payerAccounts = new Set(payers.filter(isAccount));
    this.names = payers.filter((payer) => !isInn(payer) && !isAccount(payer)).map(plain);
    this.words = purposeWords.map(plain);
  }

  /** Changes with every change of what is kept of a statement. */
  get keepingHash(): string {
    const { payers, accounts } = this.settings;
    return createHash('sha256')
      .update(JSON.stringify([payers, accounts]))
      .digest('hex');
  }

  /** The account that tables are about which do not name it; null unless exactly one is set. */
  get onlyAccount(): string | null {
    const [account, ...others] = this.settings.accounts;
    return others.length === 0 ? (account ?? null) : null;
  }

  /** Whether the money came from who pays out. A name counts only where the document has no taxpayer number. */
  isFromPayer({ account, payer }: { readonly account: string; readonly payer: Payer }): boolean {
    const { accounts } = this.settings;
    if (accounts.length > 0 && !accounts.includes(account)) return false;
    if (payer.account !== null && this.payerAccounts.has(payer.account)) return true;
    if (payer.inn !== null) return this.inns.has(payer.inn);
    const name = plain(payer.name);
    return this.names.some((part) => name.includes(part));
  }

  isPayout(receipt: { readonly account: string; readonly payer: Payer; readonly purpose: string }): boolean {
    const purpose = plain(receipt.purpose);
    const isNamed = this.words.length === 0 || this.words.some((word) => purpose.includes(word));
    return isNamed && this.isFromPayer(receipt);
  }
}
