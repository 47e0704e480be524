import { Logger } from '@nestjs/common';
import { samplePayment, samplePosting } from '../../test/support/fakes';
import { QuarantineHouse } from '../../test/support/quarantine-house';

let house: QuarantineHouse;
beforeAll(() => void Logger.overrideLogger(false));
beforeEach(() => (house = new QuarantineHouse()));

describe('the replay of the journal', () => {
  it('makes lost orders again, to be asked about by their number at once', async () => {
    const lost = samplePayment({ acquirerPaymentId: null, paymentUrl: null });
    await house.journal.opened(lost);
    const after = await house.replay.once(await house.begun());
    const now = house.ledger.clock.now();
    expect(await house.ledger.payment(lost.id)).toEqual({
      ...lost,
      status: 'created',
      nextAskAt: now,
      updatedAt: now,
    });
    expect(await house.ledger.events(lost.id)).toMatchObject([{ type: 'opened', actor: 'journal' }]);
    expect(after).toMatchObject({
      phase: 'bank',
      report: { journal: { entries: 1, ordersRemade: { count: 1, names: [lost.orderId] } } },
    });
  });

  it('remembers that the payer has the form, whatever the order of what it reads', async () => {
    const opened = samplePayment({ acquirerPaymentId: null, paymentUrl: null });
    const accepted = samplePayment({ id: opened.id });
    await house.journal.opened(opened);
    for (let i = 0; i < 250; i += 1) await house.journal.opened(samplePayment());
    await house.journal.accepted(accepted);
    await house.replay.once(await house.begun());
    expect(await house.ledger.payment(opened.id)).toMatchObject({
      status: 'awaiting_payer',
      acquirerPaymentId: accepted.acquirerPaymentId,
      paymentUrl: accepted.paymentUrl,
    });
  });

  it('adds the form to an order that the backup knew without it', async () => {
    const known = await house.ledger.keep(
      samplePayment({ status: 'created', acquirerPaymentId: null, paymentUrl: null }),
    );
    const accepted = samplePayment({ id: known.id });
    await house.journal.accepted(accepted);
    await house.replay.once(await house.begun());
    expect(await house.ledger.payment(known.id)).toMatchObject({
      status: 'awaiting_payer',
      paymentUrl: accepted.paymentUrl,
    });
  });

  it('touches nothing that the ledger has, and names the postings that it lacks', async () => {
    const payment = await house.ledger.keep(samplePayment());
    const posting = samplePosting(payment);
    await house.journal.opened(payment);
    await house.journal.posted(posting, payment);
    house.journal.kept.push({ kind: 'unreadable', where: 'a:1' });
    const after = await house.replay.once(await house.begun());
    expect(await house.ledger.payment(payment.id)).toEqual(payment);
    expect(after?.report.journal).toEqual({
      entries: 2,
      unreadable: 1,
      ordersRemade: { count: 0, names: [] },
      postingsBehind: { count: 1, names: [posting.receipt] },
    });
  });

  it('is done once for a quarantine, and makes an order once with another replica', async () => {
    const lost = samplePayment();
    await house.journal.opened(lost);
    const quarantine = await house.begun();
    const after = await house.replay.once(quarantine);
    if (!after) throw new Error('It is open');
    expect(await house.replay.once(after)).toBe(after);
    house.replay.forget();
    const again = await house.replay.once(after);
    expect(again?.report.journal.ordersRemade.count).toBe(1);
    expect(await house.ledger.events(lost.id)).toHaveLength(2);
  });
});
