import { Logger } from '@nestjs/common';
import { bankSays, rejected, samplePayment, unavailable, unknownOutcome } from '../../test/support/fakes';
import { QuarantineHouse } from '../../test/support/quarantine-house';
import type { Payment } from '../ledger/payment';
import type { Quarantine } from '../ledger/quarantine';
import { BankSilent } from './bank-proof';

let house: QuarantineHouse;
beforeAll(() => void Logger.overrideLogger(false));
beforeEach(() => (house = new QuarantineHouse()));

const HOUR_MS = 3_600_000;
const never = (): boolean => false;

async function atBank(): Promise<Quarantine> {
  const after = await house.replay.once(await house.begun());
  if (!after) throw new Error('It is open');
  return after;
}

/** Runs the proof while time passes, as its pauses need it. */
async function proven(quarantine: Quarantine): Promise<Quarantine | null | Error> {
  const run = { isOver: false };
  const outcome = house.bankProof
    .run(quarantine, never)
    .catch((error: unknown) => error as Error)
    .finally(() => (run.isOver = true));
  while (!run.isOver) await house.ledger.clock.advance(1_000);
  return outcome;
}

const payments = new Map<string, Payment>();
async function keep(changes: Partial<Payment>): Promise<Payment> {
  const payment = samplePayment(changes);
  const own = { ...payment, acquirerPaymentId: payment.orderId };
  payments.set(own.acquirerPaymentId, own);
  return house.ledger.keep(own);
}
const saying = (state: 'confirmed' | 'unpaid' | 'refunded') => (id: string) => {
  const payment = payments.get(id);
  if (!payment) throw new Error('Nobody made it');
  return bankSays(payment, state, { source: 'poll' });
};

describe('the questions to the bank', () => {
  it('go out for whatever it may have moved, and not for what is over or too old', async () => {
    const old = house.ledger.clock.after(-169 * HOUR_MS);
    const asked = [
      await keep({ status: 'awaiting_payer', createdAt: old }),
      await keep({ status: 'cancelled' }),
      await keep({ status: 'posted' }),
    ];
    await keep({ status: 'posted', createdAt: old });
    await keep({ status: 'refunded' });
    house.acquirer.on.getState.always(saying('unpaid'));
    const after = await proven(await atBank());
    expect(house.acquirer.on.getState.calls.flat().sort()).toEqual(
      asked.map(({ orderId }) => orderId).sort(),
    );
    expect(after).toMatchObject({ phase: 'billing', cursor: null, report: { bank: { asked: 3 } } });
  });

  it('are answered as a poll is: what was paid is owed, with billing to be asked first', async () => {
    const payment = await keep({ status: 'awaiting_payer' });
    house.acquirer.on.getState.always(saying('confirmed'));
    const after = await proven(await atBank());
    expect(await house.ledger.posting(payment.id, 'credit')).toMatchObject({ state: 'due', mustAsk: true });
    expect(after).toMatchObject({ report: { bank: { moved: { count: 1, names: [payment.orderId] } } } });
  });

  it('that find a refund void nothing: billing may have the credit from the lost time', async () => {
    const payment = await keep({ status: 'awaiting_payer' });
    house.acquirer.on.getState.always(saying('refunded'));
    await proven(await atBank());
    expect(await house.ledger.posting(payment.id, 'credit')).toMatchObject({ state: 'due', mustAsk: true });
    expect(await house.ledger.posting(payment.id, 'reversal')).toMatchObject({ state: 'due' });
  });

  it('go on past an order that gets no answer, and leave it to the schedule', async () => {
    const [deaf, refused, fine] = [
      await keep({ status: 'posted' }),
      await keep({ status: 'posted' }),
      await keep({ status: 'posted' }),
    ];
    house.acquirer.on.getState.always((id) => {
      if (id === deaf.orderId) throw unknownOutcome('tinkoff');
      if (id === refused.orderId) throw rejected('not_found', 'tinkoff');
      return saying('confirmed')(id);
    });
    const after = await proven(await atBank());
    expect(after).toMatchObject({ phase: 'billing', report: { bank: { unanswered: { count: 2 } } } });
    const tries = house.acquirer.on.getState.calls.flat().filter((id) => id === deaf.orderId);
    expect(tries).toHaveLength(3);
    expect((await house.ledger.payment(deaf.id)).nextAskAt).not.toBeNull();
    expect((await house.ledger.payment(refused.id)).nextAskAt).toBeNull();
    expect((await house.ledger.payment(fine.id)).nextAskAt).toBeNull();
  });

  it('wait while the bank is down altogether, from where they were', async () => {
    await keep({ status: 'posted' });
    house.acquirer.on.checkHealth.always(() => {
      throw unavailable('tinkoff');
    });
    const quarantine = await atBank();
    for (let i = 0; i < 30; i += 1) expect(await proven(quarantine)).toBeInstanceOf(Error);
    expect(await house.open()).toMatchObject({ phase: 'bank', cursor: null, report: { bank: { asked: 0 } } });
    expect(house.acquirer.on.getState.calls).toEqual([]);
  });

  it('take a bank that answers about no order for one that is down, but not for ever', async () => {
    await keep({ status: 'posted' });
    house.acquirer.on.getState.always(() => {
      throw unknownOutcome('tinkoff');
    });
    const quarantine = await atBank();
    for (let i = 0; i < 19; i += 1) expect(await proven(quarantine)).toBeInstanceOf(BankSilent);
    expect(await proven(quarantine)).toMatchObject({
      phase: 'billing',
      report: { bank: { unanswered: { count: 1 } } },
    });
  });

  it('count once when two replicas walk beside each other', async () => {
    for (let i = 0; i < 120; i += 1) await keep({ status: 'posted' });
    house.acquirer.on.getState.always(saying('confirmed'));
    const quarantine = await atBank();
    await Promise.all([house.bankProof.run(quarantine, never), house.bankProof.run(quarantine, never)]);
    expect((await house.open())?.report.bank.asked).toBe(120);
  });

  it('end with the quarantine when an operator ends it', async () => {
    await keep({ status: 'posted' });
    const quarantine = await atBank();
    house.acquirer.on.getState.always(async (id) => {
      await house.end.execute(quarantine.id, 'key:ops');
      return saying('confirmed')(id);
    });
    expect(await house.bankProof.run(quarantine, never)).toBeNull();
  });
});
