import type { MemoryLedgerStore } from '../../src/ledger/memory/memory-ledger-store';
import type { SuspenseCase } from '../../src/ledger/suspense-case';
import type { Fleet } from './fleet';
import type { SuspenseParts } from './suspense-wiring';
import type { SimBilling } from './sim-billing';
import type { Surroundings } from './sim-process';
import { CHAOS_MS } from './terms';

/** Where persons wanted the money of one order. */
interface Wishes {
  /** Every agreement that somebody ever tried to let it go to. */
  readonly tried: Set<string>;
  /** The last one of which it was heard that it is approved. */
  heard: string | null;
  /** Those tried since, of which it is not known what came of them. */
  readonly open: Set<string>;
}

const PERSONS = ['key:one', 'key:two'] as const;
const TRIES = 12;
const PAUSE_MOST_MS = 90_000;

/**
 * Two persons of finance, who now and then find that money stands where it should not, propose another agreement and approve
 * it. They try again when nothing is answered, click twice, and forget who proposed.
 */
export class Operators {
  /** Rules of ours that an answer broke. */
  readonly broken: string[] = [];
  private readonly wishes = new Map<string, Wishes>();
  /** How often the ledger was set back: what was heard from the one before counts no more. */
  private setBacks = 0;
  /** One thing at a time about one order, so that it is known which came last. */
  private readonly busy = new Set<string>();

  constructor(
    private readonly around: Surroundings,
    private readonly fleet: Fleet,
    private readonly rows: MemoryLedgerStore,
    private readonly billing: SimBilling,
  ) {
    const { chance, scheduler, weather } = around;
    for (let i = 0; i < weather().moves; i += 1) {
      scheduler.after(chance.between(60_000, CHAOS_MS * 1.1), 'a person looks for money', () => {
        const work = chance.hit(0.4) ? this.takeCase() : this.takePayment();
        void work.catch(() => undefined);
      });
    }
    for (let i = 0; i < weather().strays * 2; i += 1) {
      const at = chance.between(CHAOS_MS / 2, CHAOS_MS * 1.5);
      scheduler.after(at, 'a person looks at the desk', () => void this.takeCase().catch(() => undefined));
    }
  }

  /** Where an order's money may stand by the will of persons, whatever was heard. */
  mayStandOn(orderId: string): ReadonlySet<string> {
    return this.wishes.get(orderId)?.tried ?? new Set();
  }

  /** Where it must stand once all is at rest: one of these. */
  mustStandOn(orderId: string, ordered: string | null): ReadonlySet<string> {
    const wishes = this.wishes.get(orderId);
    const settled = wishes?.heard ?? ordered;
    return new Set([...(wishes?.open ?? []), ...(settled === null ? [] : [settled])]);
  }

  /** The ledger was set back: any earlier approval may be the last that it remembers, or billing may remember a later one. */
  forget(): void {
    this.setBacks += 1;
    for (const wishes of this.wishes.values()) {
      for (const agreementId of wishes.tried) wishes.open.add(agreementId);
      wishes.heard = null;
    }
  }

  /** A payer called: a payment that was taken is on the wrong agreement. */
  private async takePayment(): Promise<void> {
    const paid = [...this.rows.snapshot().payments.values()].filter(
      ({ status }) => status === 'confirmed' || status === 'posted',
    );
    if (paid.length === 0) return;
    const payment = this.around.chance.pick(paid);
    const opened = await this.insist((desk) => desk.opening.execute(payment.id, 'not here', PERSONS[0]));
    if (opened) await this.see(opened.suspense.id, payment.orderId);
  }

  /** Something lies on the desk. */
  private async takeCase(): Promise<void> {
    const waiting = [...this.rows.snapshot().suspense.values()].filter(
      ({ state }) => state === 'open' || state === 'proposed',
    );
    if (waiting.length === 0) return;
    const { id, orderId } = this.around.chance.pick(waiting);
    await this.see(id, orderId);
  }

  private async see(id: string, orderId: string): Promise<void> {
    if (this.busy.has(orderId)) return;
    this.busy.add(orderId);
    try {
      await this.move(id, orderId);
    } finally {
      this.busy.delete(orderId);
    }
  }

  private async move(id: string, orderId: string): Promise<void> {
    const { chance } = this.around;
    const agreementId = chance.pick([...this.billing.agreements.keys()]);
    const [one, other] = chance.hit(0.5) ? PERSONS : [PERSONS[1], PERSONS[0]];
    const wish = { agreementId, note: 'as the payer said' };
    const proposed = await this.insist((desk) => desk.proposing.execute(id, wish, one));
    if (!proposed) return;
    await this.pause();
    const second = chance.hit(0.1) ? one : other;
    const wishes = this.wishesFor(orderId);
    if (second !== one) {
      wishes.tried.add(agreementId);
      wishes.open.add(agreementId);
    }
    const { setBacks } = this;
    const approve = (): Promise<SuspenseCase | null> =>
      this.insist((desk) => desk.approving.execute(id, proposed.version, second));
    const [approved] = await Promise.all(chance.hit(0.3) ? [approve(), approve()] : [approve()]);
    if (!approved) return;
    if (second === one) this.broken.push(`one person was enough: ${orderId}`);
    if (setBacks !== this.setBacks) return;
    wishes.heard = agreementId;
    wishes.open.clear();
  }

  private wishesFor(orderId: string): Wishes {
    const wishes = this.wishes.get(orderId) ?? { tried: new Set(), heard: null, open: new Set() };
    this.wishes.set(orderId, wishes);
    return wishes;
  }

  /** Tries at one replica and another until there is an answer. What is refused with a reason is given up: null. */
  private async insist<T>(act: (desk: SuspenseParts) => Promise<T>): Promise<T | null> {
    for (let tryNo = 0; tryNo < TRIES; tryNo += 1) {
      const replica = this.fleet.any();
      const answer = replica ? await this.answered(act(replica.desk)) : 'none';
      if (answer !== 'none') return answer;
      await this.pause();
    }
    return null;
  }

  /** A process that dies answers nobody: after a while it is not waited for any more. */
  private answered<T>(acting: Promise<T>): Promise<T | null | 'none'> {
    const { scheduler } = this.around;
    return new Promise((resolve) => {
      scheduler.after(60_000, 'a person loses patience', () => resolve('none'));
      acting.then(resolve, (error: unknown) => {
        const isReasoned = error instanceof Error && error.name === 'Problem';
        scheduler.note(`a person hears ${error instanceof Error ? error.message : String(error)}`);
        resolve(isReasoned ? null : 'none');
      });
    });
  }

  private pause(): Promise<void> {
    const { chance, scheduler } = this.around;
    const ms = chance.between(500, chance.pick([2_000, PAUSE_MOST_MS]));
    return new Promise((resolve) => scheduler.after(ms, 'a person waits', resolve));
  }
}
