import { kopecks, type Kopecks } from '../../src/shared/money';
import { Problem } from '../../src/shared/problem/problem';
import type { CreatePaymentCommand } from '../../src/payments/create-payment';
import type { PaymentView } from '../../src/payments/payment-view';
import type { Fleet } from './fleet';
import type { SimBank, SimOrder } from './sim-bank';
import type { SimBilling } from './sim-billing';
import type { Surroundings } from './sim-process';
import { CHAOS_MS } from './terms';

/** What a subscriber meant: its sum is like no other's, so that an order tells whose it is. */
export interface Intent {
  readonly uid: string;
  readonly agreementId: string;
  readonly kopecks: Kopecks;
  readonly key: string;
  /** Every payment that was ever named in an answer to this one key. */
  readonly answeredIds: Set<string>;
  /** Orders whose form the subscriber was told of, but for those that it cancelled itself. */
  readonly promised: Set<string>;
}

const PATIENCE_MS = 60_000;
const TRIES = 6;

/** People: they top up, try again when nothing comes, pay, fail, cancel, want their money back. */
export class Subscribers {
  readonly intents: Intent[] = [];

  constructor(
    private readonly around: Surroundings,
    private readonly fleet: Fleet,
    private readonly bank: SimBank,
    billing: SimBilling,
  ) {
    const { chance, weather, scheduler } = around;
    for (let i = 0; i < weather().payments; i += 1) {
      const person = chance.between(1, 4);
      const intent: Intent = {
        uid: String(900 + person),
        agreementId: String(1_900 + person * 10 + chance.between(0, 1)),
        kopecks: kopecks(10_000 + i * 137),
        key: `key-${i}`,
        answeredIds: new Set(),
        promised: new Set(),
      };
      this.intents.push(intent);
      billing.addAgreement(intent.uid, intent.agreementId);
      scheduler.after(chance.between(0, CHAOS_MS * 0.6), `intent ${i}`, () => this.topUp(intent, 1));
    }
  }

  /** Whose money an order is. */
  intentOf(orderKopecks: number): Intent | null {
    return this.intents.find((intent) => intent.kopecks === orderKopecks) ?? null;
  }

  /** Until a running service notices that its ledger was set back, it may take what was promised for a stray. */
  forgetPromises(): void {
    for (const { promised } of this.intents) promised.clear();
  }

  private topUp(intent: Intent, tryNo: number): void {
    const { chance, scheduler, weather } = this.around;
    if (tryNo > TRIES) return;
    if (tryNo === 1 && chance.hit(weather().twins)) this.request(intent, () => undefined);
    let isAnswered = false;
    scheduler.after(PATIENCE_MS, 'a subscriber loses patience', () => {
      if (!isAnswered) this.topUp(intent, tryNo + 1);
    });
    this.request(intent, (view) => {
      isAnswered = true;
      if (tryNo === 1 || chance.hit(0.5)) this.goOn(intent, view);
    });
  }

  /** The answer may be lost on its way; a refusal is taken for none and tried again. */
  private request(intent: Intent, then: (view: PaymentView) => void): void {
    const command: CreatePaymentCommand = {
      subscriberUid: intent.uid,
      idempotencyKey: intent.key,
      body: { agreementId: intent.agreementId, amountKopecks: intent.kopecks },
      language: 'ru',
    };
    const { chance, scheduler } = this.around;
    this.fleet
      .any()
      ?.create(command)
      .then(
        (response) => {
          const view = response.body as PaymentView;
          intent.answeredIds.add(view.id);
          if (view.paymentUrl !== null) intent.promised.add(view.orderId);
          if (!chance.hit(0.05)) then(view);
        },
        (error: unknown) => {
          scheduler.note(`refused: ${error instanceof Problem ? error.kind.code : String(error)}`);
        },
      );
  }

  private goOn(intent: Intent, view: PaymentView): void {
    const { chance, scheduler, weather } = this.around;
    const order = this.bank.byOrderId(view.orderId);
    if (!order) return;
    if (chance.hit(weather().payerCancels)) {
      scheduler.after(chance.between(1_000, 300_000), 'a payer cancels', () => {
        intent.promised.delete(view.orderId);
        this.fleet
          .any()
          ?.cancel(intent.uid, view.id)
          .catch(() => undefined);
      });
    }
    if (chance.hit(weather().failsFirst)) {
      scheduler.after(chance.between(1_000, 120_000), 'a try fails', () => this.bank.failAttempt(order));
    }
    if (!chance.hit(weather().pays)) return;
    const untilDeadline = order.expiresAt - scheduler.now;
    scheduler.after(chance.between(2_000, Math.max(2_000, untilDeadline)), 'a payer pays', () => {
      this.bank.pay(order);
      this.perhapsRefund(order);
    });
  }

  private perhapsRefund(order: SimOrder): void {
    const { chance, scheduler, weather } = this.around;
    const soon = (): number => chance.between(600, chance.pick([5_000, 900_000]));
    if (chance.hit(weather().partialRefunds)) {
      scheduler.after(soon(), 'a part is refunded', () => this.bank.refund(order, true));
    }
    if (chance.hit(weather().refunds)) {
      scheduler.after(soon(), 'all is refunded', () => this.bank.refund(order, false));
    }
  }
}
