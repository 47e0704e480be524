import { DEMO_PASSWORD, demoAccounts, demoAgreements, loadSubscriber } from './demo-data';
import { Payments } from './payments';
import type { Account, Agreement } from './records';

export interface SeededSubscriber {
  readonly login: string;
  readonly password: string;
  readonly uid: number;
  readonly agrmid: number;
  readonly number: string;
}

/** Everything the billing knows, in memory. A reset makes a new one; calls under way keep the old. */
export class BillingStore {
  readonly accounts = new Map<number, Account>();
  readonly agreements = new Map<number, Agreement>();
  readonly payments = new Payments(this.agreements);
  /** Postings dated before this day are refused (option `lock_period`). */
  lockDate: string | undefined;

  private readonly accountsByLogin = new Map<string, Account>();
  private seeded = 0;

  constructor() {
    demoAccounts().forEach((account) => this.addAccount(account));
    demoAgreements().forEach((agreement) => this.agreements.set(agreement.agrmid, agreement));
  }

  accountByLogin(login: string): Account | undefined {
    return this.accountsByLogin.get(login);
  }

  agreementsOf(uid: number): Agreement[] {
    return [...this.agreements.values()].filter((agreement) => agreement.uid === uid);
  }

  isClosed(agreement: Agreement): boolean {
    return agreement.closedOn !== undefined || this.accounts.get(agreement.uid)?.archived === true;
  }

  seedSubscribers(count: number): SeededSubscriber[] {
    return Array.from({ length: count }, () => {
      const { account, agreement } = loadSubscriber(this.seeded++);
      this.addAccount(account);
      this.agreements.set(agreement.agrmid, agreement);
      const { login, uid } = account;
      return { login, password: DEMO_PASSWORD, uid, agrmid: agreement.agrmid, number: agreement.number };
    });
  }

  private addAccount(account: Account): void {
    this.accounts.set(account.uid, account);
    this.accountsByLogin.set(account.login, account);
  }
}
