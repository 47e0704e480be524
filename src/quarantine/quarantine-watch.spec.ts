import { Logger } from '@nestjs/common';
import { samplePayment, samplePosting } from '../../test/support/fakes';
import { journalOrderOf } from '../ledger/journal.port';
import { QuarantineHouse } from '../../test/support/quarantine-house';

let house: QuarantineHouse;
beforeAll(() => void Logger.overrideLogger(false));
beforeEach(() => (house = new QuarantineHouse()));

const beat = (name: string, agoMs: number): Promise<void> =>
  house.ledger.store.unitOfWork((unit) =>
    unit.heartbeats.beat({ name, at: house.ledger.clock.after(-agoMs) }),
  );
const MINUTE_MS = 60_000;

describe('at its start the service', () => {
  it('suspects nothing of an empty ledger', async () => {
    await house.watch().passed();
    expect(await house.open()).toBeNull();
  });

  it('suspects nothing when somebody was alive within the hour', async () => {
    await house.ledger.keep(samplePayment());
    await beat('other', 59 * MINUTE_MS);
    await house.watch().passed();
    expect(await house.open()).toBeNull();
  });

  it('begins a quarantine after a long stop, from the last sign of life on', async () => {
    await house.ledger.keep(samplePayment());
    await beat('other', 61 * MINUTE_MS);
    await house.watch().passed();
    const since = house.ledger.clock.after(-61 * MINUTE_MS);
    expect(await house.open()).toMatchObject({ reason: 'stopped_long', since, beganBy: 'worker:watch' });
  });

  it('begins one over rows that no sign of life belongs to', async () => {
    await house.ledger.keep(samplePayment());
    await house.watch().passed();
    expect(await house.open()).toMatchObject({ reason: 'stopped_long' });
  });

  it.each(['opened', 'accepted', 'posted'] as const)(
    'begins one when the journal has an entry "%s" that the ledger has not',
    async (kind) => {
      const known = samplePayment({ paymentUrl: null });
      await house.ledger.keep(known);
      await beat('other', 1_000);
      const there = samplePayment({ id: known.id });
      const named = kind === 'opened' ? samplePayment() : there;
      if (kind === 'posted') await house.journal.posted(samplePosting(there), known);
      else await house.journal[kind](named);
      await house.watch().passed();
      expect(await house.open()).toMatchObject({ reason: 'ledger_behind_journal' });
    },
  );

  it('suspects nothing when the ledger has all that the journal names', async () => {
    const payment = samplePayment();
    const posting = samplePosting(payment, { state: 'posted' });
    await house.ledger.keep(payment, posting);
    await beat('other', 1_000);
    await house.journal.opened(payment);
    await house.journal.accepted(payment);
    await house.journal.posted(posting, payment);
    await house.watch().passed();
    expect(await house.open()).toBeNull();
  });

  it('begins one when the ledger has forgotten the sign of life that the journal marks', async () => {
    await house.ledger.keep(samplePayment());
    await house.watch('before').passed();
    const first = await house.open();
    await house.end.execute(first?.id ?? '', 'key:ops');
    await house.ledger.clock.advance(1_000);
    await house.watch('in between').passed();
    expect(await house.open()).toBeNull();
    await beat('in between', 10_000);
    await house.watch('after').passed();
    expect(await house.open()).toMatchObject({ reason: 'ledger_behind_journal' });
  });

  it('begins one over an empty ledger when the journal names orders', async () => {
    const lost = samplePayment({ createdAt: house.ledger.clock.after(-MINUTE_MS) });
    house.journal.kept.push({ kind: 'opened', at: lost.createdAt, order: journalOrderOf(lost) });
    await house.watch().passed();
    expect(await house.open()).toMatchObject({ reason: 'ledger_behind_journal', since: lost.createdAt });
  });

  it('makes one quarantine with another replica that starts beside it', async () => {
    await house.ledger.keep(samplePayment());
    await Promise.all(['a', 'b', 'c'].map((name) => house.watch(name).passed()));
    const all = await house.ledger.store.read((unit) => unit.quarantines.list(null, 10));
    expect(all).toHaveLength(1);
  });

  it('does not believe what was proven in a quarantine that was open in the backup', async () => {
    await house.ledger.keep(samplePayment());
    const { id } = await house.begun();
    await house.ledger.store.unitOfWork(async (unit) => {
      const held = await unit.quarantines.lock(id);
      if (held) await unit.quarantines.update({ ...held, phase: 'billing', version: held.version + 1 });
    });
    await house.ledger.clock.advance(61 * MINUTE_MS);
    await beat('other', 61 * MINUTE_MS - 1_000);
    await house.watch().passed();
    expect(await house.open()).toMatchObject({ id, phase: 'bank', cursor: null });
  });
});

describe('while it runs the service', () => {
  it('gives signs of life, and marks them outside the database', async () => {
    const watch = house.watch();
    await watch.keep();
    await house.ledger.clock.advance(30_000);
    await watch.keep();
    const now = house.ledger.clock.now();
    expect(watch.beat).toEqual({ name: 'replica-1', at: now });
    expect(house.journal.beat).toEqual(watch.beat);
    expect(await house.ledger.store.read((unit) => unit.heartbeats.newest())).toEqual(now);
    expect(await house.open()).toBeNull();
  });

  it('begins a quarantine when its last sign of life is older in the ledger than it wrote', async () => {
    const watch = house.watch();
    await watch.keep();
    await house.ledger.clock.advance(30_000);
    await watch.keep();
    await beat('replica-1', 30_000);
    await house.ledger.clock.advance(30_000);
    await watch.keep();
    expect(await house.open()).toMatchObject({ reason: 'ledger_set_back' });
  });

  it('begins one when its sign of life is gone altogether', async () => {
    const watch = house.watch();
    await watch.keep();
    await house.ledger.store.unitOfWork((unit) => unit.heartbeats.prune(house.ledger.clock.after(1_000)));
    await watch.keep();
    expect(await house.open()).toMatchObject({ reason: 'ledger_set_back' });
  });

  it('begins one when an order that it opened is gone, though its sign of life and a later order are there', async () => {
    const watch = house.watch();
    await watch.keep();
    const lost = samplePayment({ createdAt: house.ledger.clock.now(), paymentUrl: null });
    await house.journal.opened(lost);
    await house.journal.opened(await house.ledger.keep(samplePayment()));
    await watch.keep();
    expect(await house.open()).toMatchObject({ reason: 'ledger_set_back' });
    expect(await house.ledger.payment(lost.id)).toMatchObject({ status: 'created', orderId: lost.orderId });
  });

  it('makes the orders of its journal again also when another replica ended the quarantine before it looked', async () => {
    const watch = house.watch();
    await watch.keep();
    const { id } = await house.begun();
    await house.end.execute(id, 'worker:quarantine');
    const lost = samplePayment({ createdAt: house.ledger.clock.now(), paymentUrl: null });
    house.journal.kept.push({ kind: 'opened', at: lost.createdAt, order: journalOrderOf(lost) });
    await watch.keep();
    expect(await house.ledger.payment(lost.id)).toMatchObject({ status: 'created' });
  });

  it('begins one also when its clock has stood still or gone back since', async () => {
    const watch = house.watch();
    await watch.keep();
    const before = watch.beat;
    await watch.keep();
    expect(watch.beat?.at.getTime()).toBeGreaterThan(before?.at.getTime() ?? Infinity);
    if (before) await house.ledger.store.unitOfWork((unit) => unit.heartbeats.beat(before));
    await watch.keep();
    expect(await house.open()).toMatchObject({ reason: 'ledger_set_back' });
  });
});
