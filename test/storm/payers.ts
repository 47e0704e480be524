import { setTimeout as pause } from 'node:timers/promises';
import type { Cabinet, Opened, Wish } from './cabinet';
import type { Chance } from './random';
import type { Scene } from './scene';
import type { Tally } from './tally';

export type Fate = 'paid' | 'refunded' | 'unpaid' | 'cancelled';

/** What one payer wanted and was told. */
export interface Story extends Wish, Opened {
  readonly fate: Fate;
}

export interface Stories {
  readonly stories: Story[];
  /** What no payer should ever meet. */
  readonly troubles: string[];
}

/** A short storm still lasts long enough to have every kind of disaster. */
const SHORTEST_MS = 40_000;
const LANES = 24;

function fateOf(chance: Chance): Fate {
  if (chance.happens(0.9)) return chance.happens(0.033) ? 'refunded' : 'paid';
  return chance.happens(0.3) ? 'cancelled' : 'unpaid';
}

/** Sends everybody through, as many at once as there are lanes, and writes down what each was told. */
export class Payers {
  private readonly left: Stories = { stories: [], troubles: [] };
  private readonly later: Promise<void>[] = [];

  constructor(
    private readonly scene: Scene,
    private readonly cabinet: Cabinet,
    private readonly chance: Chance,
    private readonly count: Tally,
  ) {}

  async run(payments: number, mayBegin: () => boolean): Promise<Stories> {
    // Several payments to one agreement: they meet in billing, and their sum is compared.
    const subscribers = await this.scene.billing.subscribers(Math.ceil(payments / 3));
    const begun = Date.now();
    let next = 0;
    const lane = async (): Promise<void> => {
      while (next < payments && mayBegin()) {
        const index = next++;
        const due = begun + (index * SHORTEST_MS) / payments;
        if (due > Date.now()) await pause(due - Date.now());
        const { uid, agrmid } = subscribers[index % subscribers.length] ?? { uid: 0, agrmid: 0 };
        const wish = { uid, agrmid, amountKopecks: this.chance.between(1_000, 1_500_000) };
        await this.live(wish, fateOf(this.chance)).catch((error: unknown) => {
          this.left.troubles.push(error instanceof Error ? error.message : String(error));
        });
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    await Promise.all(this.later);
    return this.left;
  }

  private async live(wish: Wish, fate: Fate): Promise<void> {
    const opened = await this.cabinet.open(wish);
    this.left.stories.push({ ...wish, ...opened, fate });
    this.count.add('opened');
    await this.lookAt(wish, opened);
    if (fate === 'unpaid') return;
    if (fate === 'cancelled') {
      const { status, body } = await this.cabinet.cancel(wish, opened.id);
      if (status === 200 || (await this.isExpired(wish, opened))) return;
      throw new Error(`cancel: ${status} ${String(body['code'])}`);
    }
    await pause(this.chance.between(0, 500));
    await this.scene.bank.pay(opened.orderId);
    this.count.add('paid');
    if (this.chance.happens(0.1)) await this.cabinet.read(wish, opened.id, '?wait=2');
    if (fate === 'refunded') this.later.push(this.refundLater(opened));
  }

  /** Where everything is down for long, an order can come to its deadline before its payer is heard. */
  private async isExpired(wish: Wish, opened: Opened): Promise<boolean> {
    const { body } = await this.cabinet.read(wish, opened.id);
    return body['status'] === 'expired';
  }

  /** Told of a payment by one replica, the cabinet asks the other about it. */
  private async lookAt(wish: Wish, opened: Opened): Promise<void> {
    const { status, body } = await this.cabinet.read(wish, opened.id);
    if (status !== 200) throw new Error(`read after create: ${status} ${String(body['code'])}`);
  }

  private async refundLater({ orderId }: Opened): Promise<void> {
    await pause(this.chance.between(0, 4_000));
    try {
      await this.scene.bank.refund(orderId);
      this.count.add('refunded');
    } catch (error) {
      this.left.troubles.push(`refund: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
