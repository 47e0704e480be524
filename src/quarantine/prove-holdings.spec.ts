import { Logger } from '@nestjs/common';
import { bankSays, samplePayment, unavailable } from '../../test/support/fakes';
import { QuarantineHouse } from '../../test/support/quarantine-house';

let house: QuarantineHouse;
beforeAll(() => void Logger.overrideLogger(false));
beforeEach(() => (house = new QuarantineHouse()));

// What becomes of the money in all of it: test/integration/restored-ledger.spec.ts.
describe('the proof', () => {
  it('is carried out by two replicas at once as by one', async () => {
    const paid = await house.ledger.keep(samplePayment());
    house.acquirer.on.getState.always(() => bankSays(paid, 'confirmed', { source: 'poll' }));
    house.billing.on.listPayments.always(() => ({ payments: [house.held(paid)], nextCursor: null }));
    await house.begun();
    await Promise.all([house.prove.run(() => false), house.prove.run(() => false)]);
    expect(await house.last()).toMatchObject({
      endedBy: 'worker:quarantine',
      report: { bank: { asked: 1 }, billing: { listed: 1 } },
    });
  });

  it('waits while billing is away, and ends when it is back', async () => {
    house.billing.on.listPayments.fails(unavailable());
    await house.begun();
    await house.prove.run(() => false);
    expect(await house.open()).toMatchObject({ phase: 'billing' });
    await house.prove.run(() => false);
    expect(await house.open()).toBeNull();
  });

  it('does nothing when there is no quarantine', async () => {
    await house.prove.run(() => false);
    expect(house.acquirer.journal).toEqual([]);
  });

  it('stops between its steps when the service does', async () => {
    await house.begun();
    await house.prove.run(() => true);
    expect(await house.open()).toMatchObject({ phase: 'journal' });
  });
});
