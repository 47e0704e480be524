import { samplePayment, samplePosting } from '../../test/support/fakes';
import { QuarantineHouse } from '../../test/support/quarantine-house';

describe('the journal held against the ledger', () => {
  it('is not ahead of it when a posting that billing lost is sent again', async () => {
    const house = new QuarantineHouse();
    const { ledger, journal } = house;
    const now = ledger.clock.now();
    const payment = samplePayment({ status: 'posted', confirmedAt: now, postedAt: now });
    const credit = samplePosting(payment, { state: 'posted', recordId: '17', posterId: '7', postedAt: now });
    await ledger.keep(payment, credit);
    await journal.opened(payment);
    await journal.accepted(payment);
    await journal.posted(credit, payment);
    expect(await ledger.queue.sendAgain(credit.id, 'key:finance')).toMatchObject({ state: 'due' });
    expect(await house.check.findings()).toMatchObject({ orders: [], postings: [] });
  });
});
