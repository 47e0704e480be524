import { Contract } from '../../contract/contract';
import { drawn } from '../core/recipes';
import type { CaseResult, Harness, Target } from '../core/target';
import { changedRows, moneyRows } from './money-rows';
import {
  bodyOf,
  isAtHome,
  meaningOf,
  methodOf,
  notificationRecipes,
  pathOf,
  type KnownOrder,
  type NotificationRecipe,
} from './notification-recipe';
import { departures } from './check-answer';
import { written, type Written } from './request';
import { ServiceUnderFuzz } from './service-under-fuzz';
import type { Exchanged } from './socket-pool';

/** What a server says by itself to what is no proper request. */
const OF_THE_SERVER = [400, 408, 417, 431, 505];

interface Sent {
  readonly recipe: NotificationRecipe;
  readonly body: Buffer;
  readonly message: Written;
}

class NotificationsHarness implements Harness {
  readonly lanes = 12;
  readonly batch = 400;
  private readonly contract = Contract.load();
  private before: Readonly<Record<string, string>> | null = null;
  private stored = 0;
  private perhapsStored = 0;
  private rows = 0;

  constructor(
    private readonly service: ServiceUnderFuzz,
    /** One that can still be paid, one that is credited, one of nobody. */
    private readonly orders: readonly KnownOrder[],
  ) {}

  async run(seed: number): Promise<CaseResult> {
    this.before ??= await this.kept();
    const recipe = drawn(notificationRecipes, seed);
    const body = bodyOf(recipe, this.orders[recipe.order]!);
    const method = methodOf(recipe);
    const message = written({ method, path: pathOf(recipe), headers: [], body }, recipe.manner);
    const sent = { recipe, body, message };
    const answer = await this.service.sockets.exchange(message);
    const complaint = this.judge(sent, answer);
    const outcome =
      typeof answer === 'string' ? answer : `${answer.status}${answer.body === 'OK' ? ' OK' : ''}`;
    return { outcome, complaint, show: () => shown(sent, answer) };
  }

  async inspect(): Promise<readonly string[]> {
    const complaints = [...(await this.service.watched())];
    const after = await this.kept();
    complaints.push(...changedRows(this.before ?? after, after));
    this.before = after;
    return [...complaints, ...(await this.countRows())];
  }

  async finish(): ReturnType<Harness['finish']> {
    const complaints = await this.payAtLast();
    const { rows } = this;
    const memory = this.service.memory.figures();
    complaints.push(...(await this.service.stop()));
    return { complaints, figures: { notificationsStored: rows, logLines: this.service.log.count, memory } };
  }

  private kept(): Promise<Readonly<Record<string, string>>> {
    return moneyRows(this.service.world);
  }

  /** Each answer that says so has its row, and nothing else has one. */
  private async countRows(): Promise<string[]> {
    const [row] = await this.service.world.rows<{ n: number }>('SELECT COUNT(*) AS n FROM notifications');
    const added = Number(row?.n) - this.rows;
    this.rows = Number(row?.n);
    const isRight = added >= this.stored && added <= this.stored + this.perhapsStored;
    const words = `${added} notifications were stored, but ${this.stored} answers say so`;
    this.stored = this.perhapsStored = 0;
    return isRight ? [] : [words];
  }

  private judge({ recipe, body, message }: Sent, answer: Exchanged): string | null {
    if (message.properness === 'improper') return this.judgeImproper(answer);
    if (answer === 'closed' && body.length > 64 * 1024) return null;
    if (typeof answer === 'string') return `the connection is ${answer}`;
    const method = methodOf(recipe);
    // One address, spelt otherwise; problems name it as it came.
    const isTaken = answer.status === 200 || answer.status === 403;
    const path = isTaken ? pathOf(recipe).replace('%6e', 'n') : pathOf(recipe);
    if (answer.status >= 500) return `answered ${answer.status}: ${answer.body}`;
    const isHome = isAtHome(path) && method === 'POST';
    if (isHome && isTaken) this.stored += 1;
    const asked = { method, path, headers: {}, body: undefined };
    const wrong = departures(this.contract, asked, answer).filter((line) => !line.startsWith('request '));
    if (wrong.length > 0) return wrong.join('; ');
    return isHome ? this.judgeTaken(recipe, body, answer.status) : null;
  }

  private judgeImproper(answer: Exchanged): string | null {
    this.perhapsStored += 2;
    if (answer === 'hung') return 'the connection is hung';
    if (answer === 'closed') return null;
    const isKnown = answer.status < 500 || OF_THE_SERVER.includes(answer.status);
    return isKnown ? null : `improper HTTP is answered ${answer.status}: ${answer.body}`;
  }

  private judgeTaken(recipe: NotificationRecipe, body: Buffer, status: number): string | null {
    const { isSigned } = meaningOf(body);
    if (status === 200 && !isSigned) return 'OK to what the bank did not sign';
    const isPlain = recipe.changes.length === 0 && recipe.byteChange === null && recipe.padding === null;
    const mustBeTaken = isPlain && isSigned && recipe.manner.type === 0 && recipe.manner.framing === 0;
    return mustBeTaken && status !== 200 ? `a signed notification is answered ${status}` : null;
  }

  /** After all of it a true payment of the order is credited, once and exactly. */
  private async payAtLast(): Promise<string[]> {
    const { world } = this.service;
    const [open] = this.orders;
    if (!open) return [];
    await world.bank.pay(open.orderId);
    await world.until(open.id, 'posted');
    const credits = await world.billing.paymentsOf(open.orderId);
    const isRight = credits.length === 1 && credits[0]?.amountKopecks === open.amount;
    return isRight ? [] : [`the order is credited otherwise than it was paid: ${JSON.stringify(credits)}`];
  }
}

function shown({ recipe, message }: Sent, answer: Exchanged): string {
  const text = Buffer.concat([...message.pieces]).toString('latin1');
  return [JSON.stringify(recipe), text.slice(0, 4000), `→ ${JSON.stringify(answer)}`].join('\n');
}

async function knownOrder(service: ServiceUnderFuzz, isPaid: boolean): Promise<KnownOrder> {
  const { world } = service;
  const { id, orderId } = await world.pay(50_000);
  if (isPaid) {
    await world.bank.pay(orderId);
    await world.until(id, 'posted');
  }
  const { paymentId } = await world.bank.order(orderId);
  return { id, orderId, paymentId, amount: 50_000 };
}

/** What comes to the bank's address of the built service. */
export const notificationsTarget: Target = {
  name: 'notifications',
  share: 6,
  start: async () => {
    const service = await ServiceUnderFuzz.start();
    const nobody: KnownOrder = {
      id: '',
      orderId: '01NOBODY0RDER0000000000000',
      paymentId: '9109999999',
      amount: 50_000,
    };
    const orders = [await knownOrder(service, false), await knownOrder(service, true), nobody];
    const harness = new NotificationsHarness(service, orders);
    await harness.inspect();
    return harness;
  },
};
