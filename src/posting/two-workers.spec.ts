import { Logger } from '@nestjs/common';
import {
  type FakeClock,
  samplePayment,
  samplePosting,
  ScriptedBilling,
  SeededRandom,
  settled,
  TestLedger,
  unknownOutcome,
} from '../../test/support/fakes';
import type { NewBillingPayment } from '../billing/billing.port';
import type { Payment } from '../ledger/payment';
import { PostingWorker } from './posting-worker';

const LEASE_MS = 10_000;

let ledger: TestLedger;
let billing: ScriptedBilling;
let seen: string[];
beforeAll(() => void Logger.overrideLogger(false));
beforeEach(() => {
  ledger = new TestLedger();
  billing = new ScriptedBilling();
  seen = [];
});

function worker(owner: string): PostingWorker {
  const plan = {
    retry: { firstMs: 100, factor: 2, capMs: 1_000 },
    parkAfterMs: 86_400_000,
    settleMs: 500,
    lease: { owner, durationMs: LEASE_MS },
  };
  return new PostingWorker(ledger.queue, ledger.store, billing, plan, ledger, (outcome) =>
    seen.push(`${owner} ${outcome}`),
  );
}
const running = (): boolean => false;

async function confirmed(): Promise<Payment> {
  const payment = samplePayment({ status: 'confirmed' });
  return ledger.keep(payment, samplePosting(payment, { dueSince: ledger.clock.now() }));
}

/** A billing in memory: slow, and losing answers by chance. Counts the calls at work for each receipt. */
class SlowBilling {
  readonly records = new Map<string, NewBillingPayment>();
  readonly overlaps: string[] = [];
  credits = 0;
  private readonly atWork = new Set<string>();
  private readonly random = new SeededRandom(5);

  constructor(private readonly clock: FakeClock) {}

  async post(payment: NewBillingPayment): Promise<{ recordId: string }> {
    return this.exclusively(payment.receipt, async () => {
      await this.clock.sleep(200);
      const chance = this.random.fraction();
      if (chance < 0.3) throw unknownOutcome();
      this.credits += 1;
      this.records.set(payment.receipt, payment);
      if (chance < 0.6) throw unknownOutcome();
      return { recordId: payment.receipt };
    });
  }

  async find(receipt: string) {
    return this.exclusively(receipt, async () => {
      await this.clock.sleep(50);
      const found = this.records.get(receipt);
      return found ? { ...found, recordId: receipt, isCancelled: false, posterId: '7' } : null;
    });
  }

  private async exclusively<T>(receipt: string, work: () => Promise<T>): Promise<T> {
    if (this.atWork.has(receipt)) this.overlaps.push(receipt);
    this.atWork.add(receipt);
    try {
      return await work();
    } finally {
      this.atWork.delete(receipt);
    }
  }
}

describe('two workers on one store', () => {
  it('never have two calls at work for one receipt, and credit each payment once', async () => {
    const payments = await Promise.all(Array.from({ length: 12 }, confirmed));
    const slow = new SlowBilling(ledger.clock);
    billing.on.postPayment.always((payment) => slow.post(payment));
    billing.on.findPayment.always((receipt) => slow.find(receipt));
    const workers = ['w1', 'w1', 'w1', 'w2', 'w2', 'w2'].map((owner) => worker(owner));
    for (let round = 0; round < 60; round += 1) {
      const drains = workers.flatMap((one) => [one.drain(running), one.drain(running)]);
      await ledger.clock.advance(2_000);
      await Promise.all(drains);
    }
    expect(slow.overlaps).toEqual([]);
    expect(slow.credits).toBe(payments.length);
    expect(slow.records.size).toBe(payments.length);
    for (const { id } of payments) expect((await ledger.payment(id)).status).toBe('posted');
    expect(seen.filter((line) => line.endsWith('posted'))).toHaveLength(payments.length);
    expect(new Set(seen.map((line) => line.split(' ')[0]))).toEqual(new Set(['w1', 'w2']));
  });

  it('share the work: one that waits for billing holds up no other', async () => {
    await Promise.all(Array.from({ length: 4 }, confirmed));
    billing.on.postPayment.always(async () => {
      await ledger.clock.sleep(1_000);
      return { recordId: '42' };
    });
    const workers = [worker('w1'), worker('w2')];
    const lanes = workers.flatMap((one) => [one.drain(running), one.drain(running)]);
    await ledger.clock.advance(1_000);
    await Promise.all(lanes);
    expect(seen.sort()).toEqual(['w1 posted', 'w1 posted', 'w2 posted', 'w2 posted']);
  });

  it('leave the outcome to who holds the lease now, when a call outlasted its own', async () => {
    const payment = await confirmed();
    const { receipt } = await ledger.posting(payment.id, 'credit');
    billing.on.postPayment.does(async () => {
      await ledger.clock.sleep(LEASE_MS + 1_000);
      return { recordId: 'late' };
    });
    billing.on.findPayment.always(async () => {
      await ledger.clock.sleep(5_000);
      const { agreementId, amountKopecks } = payment;
      const asPosted = { recordId: '42', isCancelled: false, posterId: '7', paidAt: null, comment: '' };
      return { ...asPosted, receipt, agreementId, amountKopecks };
    });
    const first = worker('w1').drain(running);
    await ledger.clock.advance(LEASE_MS);
    const second = worker('w2').drain(running);
    await settled();
    await ledger.clock.advance(10_000);
    await Promise.all([first, second]);
    expect(seen).toEqual(['w1 lease_lost', 'w2 posted']);
    expect(billing.journal).toEqual(['postPayment', 'findPayment']);
    expect(await ledger.posting(payment.id, 'credit')).toMatchObject({ state: 'posted', recordId: '42' });
  });

  it('go on with the rest when one posting cannot be worked on, and leave it to its lease', async () => {
    const orphan = samplePosting(samplePayment());
    await ledger.store.unitOfWork((unit) => unit.postings.insert(orphan));
    const payments = await Promise.all(Array.from({ length: 3 }, confirmed));
    billing.on.postPayment.always(() => ({ recordId: '42' }));
    await worker('w1').drain(running);
    for (const { id } of payments) expect((await ledger.payment(id)).status).toBe('posted');
    expect(await ledger.posting(orphan.paymentId, 'credit')).toMatchObject({
      state: 'in_progress',
      mustAsk: true,
    });
  });
});
