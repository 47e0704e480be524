import { samplePayment, samplePosting, TestLedger } from '../../test/support/fakes';
import type { Payment } from './payment';
import { ReadBackNotes } from './read-back-notes';
import type { CreditToRead } from './read-back-rows.port';

let ledger: TestLedger;
let notes: ReadBackNotes;
let payment: Payment;
beforeEach(async () => {
  ledger = new TestLedger();
  notes = new ReadBackNotes(ledger.tools);
  payment = samplePayment({ status: 'posted' });
  await ledger.keep(
    payment,
    samplePosting(payment, { state: 'posted', recordId: '5001', postedAt: ledger.clock.now() }),
  );
});

async function credit(): Promise<CreditToRead> {
  const { receipt } = await ledger.posting(payment.id, 'credit');
  const [found] = await ledger.store.read((unit) => unit.readBack.creditsOf([receipt]));
  return found!;
}
const note = (of: CreditToRead, finding: string | null, isConfirmed = finding === null) =>
  notes.keep({ credit: of, finding, isConfirmed, evidence: { receipt: of.posting.receipt } });
const state = async () => {
  const { readBackAt, readBackFinding, version } = await ledger.posting(payment.id, 'credit');
  return { readBackAt, readBackFinding, version };
};

describe('notes of the reader of billing', () => {
  it('keep that a credit was found as it should be once, and tell nobody', async () => {
    const first = ledger.clock.now();
    expect(await note(await credit(), null)).toBe(false);
    await ledger.clock.advance(60_000);
    expect(await note(await credit(), null)).toBe(false);
    expect(await state()).toEqual({ readBackAt: first, readBackFinding: null, version: 1 });
    expect(await ledger.events(payment.id)).toEqual([]);
  });

  it('tell of a finding once, of another in its place, and that it is gone', async () => {
    expect(await note(await credit(), 'missing')).toBe(true);
    expect(await note(await credit(), 'missing')).toBe(false);
    expect(await note(await credit(), 'other_amount')).toBe(true);
    expect(await note(await credit(), null)).toBe(true);
    const lines = (await ledger.events(payment.id)).map(({ type, actor, evidence }) => [
      type,
      actor,
      evidence,
    ]);
    const { receipt } = (await credit()).posting;
    expect(lines).toEqual([
      ['flagged', 'worker:read-back', { receipt, finding: 'missing', findingBefore: null }],
      ['flagged', 'worker:read-back', { receipt, finding: 'other_amount', findingBefore: 'missing' }],
      ['noted', 'worker:read-back', { receipt, finding: null, findingBefore: 'other_amount' }],
    ]);
    expect(await state()).toMatchObject({ readBackAt: ledger.clock.now(), readBackFinding: null });
  });

  it('by two readers at one time are told by one of them', async () => {
    const seen = await credit();
    const told = await Promise.all([note(seen, 'missing'), note(seen, 'missing')]);
    expect(told.sort()).toEqual([false, true]);
    expect(await ledger.events(payment.id)).toHaveLength(1);
  });

  it('are left to the next reading when the credit was worked on since', async () => {
    const seen = await credit();
    await ledger.store.unitOfWork(async (unit) => {
      await unit.postings.update({ ...seen.posting, recordId: '5002', version: 2 });
    });
    expect(await note(seen, 'other_record')).toBe(false);
    const again = await credit();
    await ledger.store.unitOfWork(async (unit) => {
      await unit.postings.insert(samplePosting(payment, { kind: 'reversal' }));
    });
    expect(await note(again, 'cancelled')).toBe(false);
    expect(await state()).toMatchObject({ readBackAt: null, readBackFinding: null });
    expect(await ledger.events(payment.id)).toEqual([]);
  });

  it('forget a finding without a confirmation when there is nothing to confirm', async () => {
    await note(await credit(), 'doubled');
    expect(await note(await credit(), null, false)).toBe(true);
    expect(await state()).toMatchObject({ readBackAt: null, readBackFinding: null });
  });
});
