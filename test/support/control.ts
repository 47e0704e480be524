import { setTimeout as pause } from 'node:timers/promises';

async function call<T>(url: string, body?: unknown): Promise<T> {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const response = await fetch(url, init);
  const text = await response.text();
  if (!response.ok) throw new Error(`${url}: ${String(response.status)} ${text}`);
  return JSON.parse(text) as T;
}

export interface BankOrder {
  readonly paymentId: string;
  readonly orderId: string;
  readonly amount: number;
  readonly status: string;
  readonly deliveries: readonly {
    readonly status: string;
    readonly delivered: boolean;
    readonly attempts: readonly {
      readonly outcome: string;
      readonly httpStatus: number | null;
      readonly body: string | null;
    }[];
  }[];
}

export interface NotifyResult {
  readonly sent: Readonly<Record<string, unknown>>;
  readonly httpStatus: number | null;
  readonly body: string | null;
}

/** The bank stand-in's own controls. */
export class BankControl {
  constructor(private readonly url: string) {}

  orders(): Promise<readonly BankOrder[]> {
    return call(`${this.url}/_control/orders`);
  }

  async order(orderId: string): Promise<BankOrder> {
    const query = new URLSearchParams({ orderId }).toString();
    const [order] = await call<readonly BankOrder[]>(`${this.url}/_control/orders?${query}`);
    if (!order) throw new Error(`The bank has no order ${orderId}`);
    return order;
  }

  /** Orders of an earlier time, as the bank would show them now. */
  async seed(
    orders: readonly {
      readonly orderId: string;
      readonly paymentId: string;
      readonly amount: number;
      readonly status: string;
      readonly refundedAmount?: number;
    }[],
  ): Promise<void> {
    await call(`${this.url}/_control/orders`, { orders });
  }

  /** What the payer does on the form, 3-D Secure included. */
  async pay(orderId: string, card?: string): Promise<BankOrder> {
    const { paymentId } = await this.order(orderId);
    return call(`${this.url}/_control/orders/${paymentId}/pay`, card === undefined ? {} : { card });
  }

  async refund(orderId: string, amount?: number): Promise<BankOrder> {
    const { paymentId } = await this.order(orderId);
    return call(`${this.url}/_control/orders/${paymentId}/refund`, amount === undefined ? {} : { amount });
  }

  async setStatus(orderId: string, status: string): Promise<void> {
    const { paymentId } = await this.order(orderId);
    await call(`${this.url}/_control/orders/${paymentId}/status`, { status });
  }

  notify(message: {
    readonly orderId: string;
    readonly status: string;
    readonly overrides?: Readonly<Record<string, unknown>>;
    readonly badToken?: boolean;
  }): Promise<NotifyResult> {
    return call(`${this.url}/_control/notify`, message);
  }

  calls(): Promise<Readonly<Record<string, number>>> {
    return call(`${this.url}/_control/calls`);
  }

  async faults(faults: unknown): Promise<void> {
    await call(`${this.url}/_control/faults`, faults);
  }
}

export interface BillingRecord {
  readonly recordid: number;
  readonly agrmid: number;
  readonly amountKopecks: number;
  readonly amount: string;
  readonly receipt: string;
  readonly status: number;
}

/** The LANBilling stand-in's own controls. */
export class BillingControl {
  private readonly url: string;

  constructor(url: string) {
    this.url = url.replace(/\/$/, '');
  }

  payments(): Promise<readonly BillingRecord[]> {
    return call(`${this.url}/_control/payments`);
  }

  async paymentsOf(orderId: string): Promise<readonly BillingRecord[]> {
    return (await this.payments()).filter(({ receipt }) => receipt === `TB-${orderId}`);
  }

  /** A payment made by hand, by a cashier unless told. */
  post(payment: {
    readonly agrmid: number;
    readonly amountKopecks: number;
    readonly receipt: string;
    readonly modperson?: number;
  }): Promise<BillingRecord> {
    return call(`${this.url}/_control/payments`, payment);
  }

  /** Many payments of whatever time at once; answers their record ids in the same order. */
  async postMany(
    payments: readonly {
      readonly agrmid: number;
      readonly amountKopecks: number;
      readonly receipt: string;
      readonly comment: string;
      readonly modperson: number;
      readonly paydate: string;
      readonly status: 0 | 2;
    }[],
  ): Promise<readonly number[]> {
    const { recordids } = await call<{ recordids: number[] }>(`${this.url}/_control/payments/many`, {
      payments,
    });
    return recordids;
  }

  /** Changes a row of the payments table by hand; `removed: false` puts one back that was taken away. */
  tamper(
    recordid: number,
    changes: {
      readonly amount?: string;
      readonly agrmid?: number;
      readonly status?: 0 | 2;
      readonly removed?: boolean;
    },
  ): Promise<BillingRecord> {
    return call(`${this.url}/_control/payments/${String(recordid)}`, changes);
  }

  /** Makes a second record in force with the same receipt. */
  double(recordid: number): Promise<BillingRecord> {
    return call(`${this.url}/_control/payments/${String(recordid)}/double`, {});
  }

  async balanceOf(agreementId: number): Promise<string> {
    const [agreement] = await call<{ balance: string }[]>(
      `${this.url}/_control/agreements?agrmid=${String(agreementId)}`,
    );
    return agreement?.balance ?? 'none';
  }

  calls(): Promise<Readonly<Record<string, number>>> {
    return call(`${this.url}/_control/calls`);
  }

  promises(agreementId: string): Promise<readonly unknown[]> {
    return call(`${this.url}/_control/promises?agrmid=${agreementId}`);
  }

  /** Recoveries of a password that were mailed. */
  mails(): Promise<readonly { readonly login: string }[]> {
    return call(`${this.url}/_control/mails`);
  }

  rejected(): Promise<readonly unknown[]> {
    return call(`${this.url}/_control/rejected`);
  }

  subscribers(
    count: number,
  ): Promise<readonly { login: string; password: string; uid: number; agrmid: number }[]> {
    return call(`${this.url}/_control/subscribers`, { count });
  }

  async expireSessions(): Promise<void> {
    await call(`${this.url}/_control/sessions/expire`, {});
  }

  async changeAgreement(agreementId: number, changes: { readonly closedon: string | null }): Promise<void> {
    await call(`${this.url}/_control/agreements/${String(agreementId)}`, changes);
  }

  async faults(faults: unknown): Promise<void> {
    await call(`${this.url}/_control/faults`, faults);
  }
}

/** Looks until the condition holds. @throws Error naming what was waited for, with the last thing seen. */
export async function eventually<T>(
  what: string,
  look: () => Promise<T>,
  holds: (seen: T) => boolean,
  patienceMs = 20_000,
): Promise<T> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const seen = await look();
    if (holds(seen)) return seen;
    if (Date.now() > deadline)
      throw new Error(`Waited for ${what} in vain; last seen: ${JSON.stringify(seen)}`);
    await pause(50);
  }
}
