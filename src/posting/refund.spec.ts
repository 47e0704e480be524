import {
  bankSays,
  samplePayment,
  samplePosting,
  ScriptedBilling,
  TestLedger,
} from '../../test/support/fakes';
import type { Payment } from '../ledger/payment';
import type { Posting } from '../ledger/posting';
import { PostingWorker } from './posting-worker';

let ledger: TestLedger;
let billing: ScriptedBilling;
let seen: string[];
beforeEach(() => {
  ledger = new TestLedger();
  billing = new ScriptedBilling();
  seen = [];
});

async function drain(): Promise<void> {
  const plan = {
    retry: { firstMs: 1_000, factor: 2, capMs: 60_000 },
    parkAfterMs: 600_000,
    settleMs: 20_000,
    lease: { owner: 'w1', durationMs: 85_000 },
  };
  await new PostingWorker(ledger.queue, ledger.store, billing, plan, ledger, (outcome, { kind }) =>
    seen.push(`${kind} ${outcome}`),
  ).drain(() => false);
}

async function confirmed(changes: Partial<Posting> = {}): Promise<Payment> {
  const payment = samplePayment({ status: 'confirmed' });
  return ledger.keep(payment, samplePosting(payment, changes));
}

describe('a refund', () => {
  it('of what is posted reverses it by the credit’s receipt', async () => {
    const payment = await confirmed();
    billing.on.postPayment.answers({ recordId: '42' });
    await drain();
    await ledger.bankStatuses.apply(bankSays(payment, 'refunded', { source: 'poll' }));
    billing.on.cancelPayment.answers({ recordId: '42' });
    await drain();
    expect(billing.journal).toEqual(['postPayment', 'cancelPayment']);
    expect(billing.on.cancelPayment.calls[0]?.[0]).toBe((await ledger.posting(payment.id, 'credit')).receipt);
    expect(await ledger.posting(payment.id, 'reversal')).toMatchObject({ state: 'posted' });
    expect((await ledger.payment(payment.id)).status).toBe('refunded');
  });

  it('of what may have been sent settles the credit first and reverses it then, in one drain', async () => {
    const payment = await confirmed({ mustAsk: true });
    await ledger.bankStatuses.apply(bankSays(payment, 'refunded', { source: 'poll' }));
    billing.on.findPayment.answers(null);
    billing.on.postPayment.answers({ recordId: '42' });
    billing.on.cancelPayment.answers({ recordId: '42' });
    await drain();
    expect(billing.journal).toEqual(['findPayment', 'postPayment', 'cancelPayment']);
    expect(seen).toEqual(['credit posted', 'reversal posted']);
  });

  it('of what was never sent calls nobody', async () => {
    const payment = await confirmed();
    await ledger.bankStatuses.apply(bankSays(payment, 'refunded', { source: 'poll' }));
    await drain();
    expect(billing.journal).toEqual([]);
    expect((await ledger.postings(payment.id)).map(({ state }) => state)).toEqual(['voided', 'voided']);
  });
});
