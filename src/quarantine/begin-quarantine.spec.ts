import { Logger } from '@nestjs/common';
import { samplePayment, samplePosting } from '../../test/support/fakes';
import { QuarantineHouse, STILL_AT_WORK_MS } from '../../test/support/quarantine-house';

let house: QuarantineHouse;
beforeAll(() => void Logger.overrideLogger(false));
beforeEach(() => (house = new QuarantineHouse()));

const lease = () => house.ledger.queue.lease({ owner: 'w', durationMs: 65_000 }, 10);

describe('a quarantine', () => {
  it('has everything unsettled asked about, and nothing sent while a call may be at work', async () => {
    const payment = await house.ledger.keep(samplePayment({ status: 'confirmed' }));
    await house.ledger.store.unitOfWork((unit) => unit.postings.insert(samplePosting(payment)));
    const { id } = await house.begun();
    await house.ledger.clock.advance(1_000);
    await house.end.execute(id, 'key:ops');
    expect(await lease()).toEqual([]);
    await house.ledger.clock.advance(STILL_AT_WORK_MS - 1_000);
    expect(await lease()).toMatchObject([{ askFirst: true }]);
  });

  it('leaves a lease to who has it, so that its outcome is kept', async () => {
    const payment = await house.ledger.keep(samplePayment({ status: 'confirmed' }));
    await house.ledger.store.unitOfWork((unit) => unit.postings.insert(samplePosting(payment)));
    const [leased] = await lease();
    if (!leased) throw new Error('It was due');
    await house.begun();
    expect(await house.ledger.queue.posted(leased.posting, '17', 'credited')).toBe(true);
  });

  it('has asked about what became due while it was open', async () => {
    const { id } = await house.begun();
    const payment = await house.ledger.keep(samplePayment({ status: 'confirmed' }));
    await house.ledger.store.unitOfWork((unit) => unit.postings.insert(samplePosting(payment)));
    await house.end.execute(id, 'key:ops');
    expect((await house.ledger.posting(payment.id, 'credit')).mustAsk).toBe(true);
  });

  it('is ended once, by whoever was first', async () => {
    const { id } = await house.begun();
    const endings = await Promise.all(['a', 'b'].map((by) => house.end.execute(id, by)));
    expect(endings.map(({ kind }) => kind).sort()).toEqual(['ended', 'not_open']);
    expect(await house.end.execute(samplePayment().id, 'a')).toEqual({ kind: 'not_found' });
  });

  it('is not ended by a proof that was begun anew meanwhile', async () => {
    const { id, report } = await house.begun();
    expect(await house.end.execute(id, 'worker:quarantine', report.billing)).toEqual({ kind: 'not_open' });
    expect(await house.open()).not.toBeNull();
  });
});
