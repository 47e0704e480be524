import type { BillingAccount } from './billing.port';
import type {
  AgreementBalance,
  CabinetPort,
  DayRange,
  PaymentHistory,
  PromisedPaymentState,
  Subscriber,
  TariffService,
} from './cabinet.port';
import type { Known, LastKnown } from './wrappers/last-known';

/**
 * What a subscriber may look at, fresh from billing or, while billing is away, as it was last known. Throws as
 * `CabinetPort` does. Nothing that is done with money is decided by it.
 */
export class CabinetReads {
  constructor(
    private readonly cabinet: CabinetPort,
    private readonly lastKnown: LastKnown,
  ) {}

  account(subscriber: Subscriber): Promise<Known<BillingAccount>> {
    return this.known(subscriber, ['account'], () => this.cabinet.getAccount(subscriber));
  }

  balance(subscriber: Subscriber, agreementId: string): Promise<Known<AgreementBalance>> {
    return this.known(subscriber, ['balance', agreementId], () =>
      this.cabinet.getBalance(subscriber, agreementId),
    );
  }

  services(subscriber: Subscriber, agreementId: string): Promise<Known<readonly TariffService[]>> {
    return this.known(subscriber, ['services', agreementId], () =>
      this.cabinet.getServices(subscriber, agreementId),
    );
  }

  history(subscriber: Subscriber, agreementId: string, days: DayRange): Promise<Known<PaymentHistory>> {
    return this.known(subscriber, ['history', agreementId, days.from, days.to], () =>
      this.cabinet.getHistory(subscriber, agreementId, days),
    );
  }

  promisedPayment(subscriber: Subscriber, agreementId: string): Promise<Known<PromisedPaymentState>> {
    return this.known(subscriber, ['promised', agreementId], () =>
      this.cabinet.getPromisedPayment(subscriber, agreementId),
    );
  }

  private known<T extends object>(
    { uid }: Subscriber,
    what: readonly string[],
    work: () => Promise<T>,
  ): Promise<Known<T>> {
    return this.lastKnown.read(JSON.stringify([uid, ...what]), work);
  }
}
