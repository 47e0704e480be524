import { DEMO_PASSWORD, demoAccounts, demoAgreements, loadSubscriber } from './demo-data';
import { demoHistory } from './demo-history';
import { demoPromises } from './demo-promises';
import { demoServices } from './demo-services';
import { Payments } from './payments';
import { Promises } from './promises';
import type { Account, Agreement, ServiceAccount } from './records';
import { RecoveryMails } from './recovery-mails';

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
  readonly services = new Map<number, ServiceAccount>();
  readonly payments: Payments;
  readonly promises: Promises;
  readonly mails = new RecoveryMails();
  /** Postings dated before this day are refused (option `lock_period`). */
  lockDate: string | undefined;

  private readonly accountsByLogin = new Map<string, Account>();
  private seeded = 0;

  /** @param nowMs the demo's past is told back from here. */
  constructor(nowMs: number) {
    demoAccounts().forEach((account) => this.addAccount(account));
    demoAgreements(nowMs).forEach((agreement) => this.agreements.set(agreement.agrmid, agreement));
    demoServices().forEach((service) => this.services.set(service.vgid, service));
    const history = demoHistory(nowMs);
    this.payments = new Payments(this.agreements, history);
    this.promises = new Promises(this.payments, demoPromises(nowMs, history));
  }

  accountByLogin(login: string): Account | undefined {
    return this.accountsByLogin.get(login);
  }

  agreementsOf(uid: number): Agreement[] {
    return [...this.agreements.values()].filter((agreement) => agreement.uid === uid);
  }

  servicesOf(agrmid: number): ServiceAccount[] {
    return [...this.services.values()].filter((service) => service.agrmid === agrmid);
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
