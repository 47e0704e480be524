import { Logger } from '@nestjs/common';
import {
  bankSays,
  samplePayment,
  ScriptedAcquirer,
  settled,
  TestLedger,
  unavailable,
} from '../../test/support/fakes';
import type { Payment } from '../ledger/payment';
import { AskBank } from './ask-bank';
import { AskWorker } from './ask-worker';

let ledger: TestLedger;
let acquirer: ScriptedAcquirer;
beforeAll(() => void Logger.overrideLogger(false));
beforeEach(() => {
  ledger = new TestLedger();
  acquirer = new ScriptedAcquirer();
});

function worker(concurrency = 3): AskWorker {
  const askBank = new AskBank(acquirer, ledger.bankStatuses, ledger.orders, ledger.clock, 900_000);
  return new AskWorker(ledger.store, askBank, ledger.askPlan, ledger.clock, ledger.ids, concurrency);
}
const drain = (): Promise<void> => worker().drain(() => false);

let serial = 0;
function due(changes: Partial<Payment> = {}): Promise<Payment> {
  serial += 1;
  const acquirerPaymentId = String(serial);
  return ledger.keep(samplePayment({ acquirerPaymentId, nextAskAt: ledger.clock.now(), ...changes }));
}
/** The bank answers each ask with this state of the order. */
function bankAnswers(payments: readonly Payment[], state: 'pending' | 'confirmed'): void {
  acquirer.on.getState.always((id) => {
    const payment = payments.find(({ acquirerPaymentId }) => acquirerPaymentId === id);
    return bankSays(payment!, state, { source: 'poll' });
  });
}

describe('the worker that asks the bank', () => {
  it('asks about each order whose time has come, and about no other', async () => {
    const payments = [await due(), await due()];
    await due({ nextAskAt: ledger.clock.after(1) });
    await due({ nextAskAt: null });
    bankAnswers(payments, 'confirmed');
    await drain();
    expect(acquirer.on.getState.calls.flat().sort()).toEqual(
      payments.map((one) => one.acquirerPaymentId).sort(),
    );
    for (const { id } of payments)
      expect(await ledger.payment(id)).toMatchObject({ status: 'confirmed', nextAskAt: null });
  });

  it('works through more than one batch', async () => {
    const payments = await Promise.all(Array.from({ length: 120 }, () => due()));
    bankAnswers(payments, 'confirmed');
    await drain();
    expect(new Set(acquirer.on.getState.calls.flat()).size).toBe(120);
    expect(acquirer.on.getState.calls).toHaveLength(120);
  });

  it('fixes the next ask before it asks, so that an order is never forgotten', async () => {
    const payment = await due({ askAttempts: 2, lastBankStatus: 'PENDING' });
    acquirer.on.getState.does(async () => {
      const { nextAskAt, askAttempts } = await ledger.payment(payment.id);
      expect(askAttempts).toBe(3);
      expect(nextAskAt!.getTime()).toBeGreaterThan(ledger.clock.now().getTime());
      throw unavailable('tinkoff');
    });
    await drain();
    expect(acquirer.journal).toEqual(['getState']);
    expect((await ledger.payment(payment.id)).nextAskAt).not.toBeNull();
  });

  it('asks ever less often while there is no news, and goes on when the bank does not answer', async () => {
    const payment = await due();
    acquirer.on.getState.always(() => {
      throw unavailable('tinkoff');
    });
    const pauses: number[] = [];
    for (let i = 0; i < 4; i += 1) {
      await drain();
      const { nextAskAt } = await ledger.payment(payment.id);
      pauses.push(nextAskAt!.getTime() - ledger.clock.now().getTime());
      await ledger.clock.advance(pauses.at(-1) ?? 0);
    }
    pauses.forEach((pause, i) => {
      expect(pause).toBeGreaterThanOrEqual(0.75 * 120_000 * 2 ** i);
      expect(pause).toBeLessThanOrEqual(1.25 * 120_000 * 2 ** i);
    });
    expect(acquirer.journal).toHaveLength(4);
  });

  it('goes on with the others when one cannot be asked about', async () => {
    const [bad, good] = [await due(), await due()];
    acquirer.on.getState.always((id) => {
      if (id === bad.acquirerPaymentId) throw new TypeError('bug');
      return bankSays(good, 'confirmed', { source: 'poll' });
    });
    await drain();
    expect((await ledger.payment(good.id)).status).toBe('confirmed');
    expect(await ledger.payment(bad.id)).toMatchObject({ status: 'awaiting_payer', askAttempts: 1 });
  });

  it('asks once about each when two replicas work at one time', async () => {
    const payments = await Promise.all(Array.from({ length: 20 }, () => due()));
    bankAnswers(payments, 'pending');
    await Promise.all([drain(), drain()]);
    expect(acquirer.on.getState.calls).toHaveLength(20);
  });

  it('has no more calls at work than it may', async () => {
    const payments = await Promise.all(Array.from({ length: 7 }, () => due()));
    let atWork = 0;
    let most = 0;
    acquirer.on.getState.always(async (id) => {
      atWork += 1;
      most = Math.max(most, atWork);
      await ledger.clock.sleep(100);
      atWork -= 1;
      return bankSays(
        payments.find((one) => one.acquirerPaymentId === id)!,
        'pending',
        { source: 'poll' },
      );
    });
    const run = drain();
    await ledger.clock.advance(1_000);
    await run;
    expect(most).toBe(3);
    expect(acquirer.on.getState.calls).toHaveLength(7);
  });

  it('begins nothing new once the service is stopping', async () => {
    const payments = await Promise.all(Array.from({ length: 3 }, () => due()));
    bankAnswers(payments, 'pending');
    let isStopped = false;
    acquirer.on.getState.does(async () => {
      isStopped = true;
      await settled();
      return bankSays(payments[0]!, 'pending', { source: 'poll' });
    });
    await worker(1).drain(() => isStopped);
    expect(acquirer.on.getState.calls).toHaveLength(1);
  });
});
