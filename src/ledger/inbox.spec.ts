import { createHash } from 'node:crypto';
import { bankSays, samplePayment, TestLedger } from '../../test/support/fakes';
import { runWithRequestId } from '../shared/request-context';
import type { Arrival } from './inbox';
import type { InboxEntry } from './inbox-entry';
import type { Payment } from './payment';

let ledger: TestLedger;
let payment: Payment;
beforeEach(async () => {
  ledger = new TestLedger();
  payment = await ledger.keep(samplePayment());
});

const arrival = (changes: Partial<Arrival> = {}): Arrival => ({
  rawBody: Buffer.from('{"Status":"CONFIRMED","Token":"secret"}'),
  redactedBody: '{"Status":"CONFIRMED"}',
  orderId: payment.orderId,
  bankStatus: bankSays(payment, 'confirmed'),
  refusal: null,
  subject: null,
  ...changes,
});
const entry = (id: string): Promise<InboxEntry | null> => ledger.store.read((unit) => unit.inbox.find(id));
const credits = async (): Promise<number> => (await ledger.postings(payment.id)).length;

describe('storing an arrival', () => {
  it('keeps what came, redacted, under the hash of the raw body and the request’s id, and moves nothing', async () => {
    const stored = await runWithRequestId('r-17', () => ledger.inbox.store(arrival()));
    expect(await entry(stored.id)).toEqual({
      id: stored.id,
      receivedAt: ledger.clock.now(),
      contentHash: createHash('sha256').update(arrival().rawBody).digest('hex'),
      isRepeat: false,
      outcome: 'received',
      reason: null,
      orderId: payment.orderId,
      body: '{"Status":"CONFIRMED"}',
      bankStatus: bankSays(payment, 'confirmed'),
      requestId: 'r-17',
      processedAt: null,
    });
    expect(await ledger.payment(payment.id)).toEqual(payment);
  });

  it('keeps every arrival, and marks the same body as a likely repeat', async () => {
    const [first, second] = [await ledger.inbox.store(arrival()), await ledger.inbox.store(arrival())];
    const other = await ledger.inbox.store(arrival({ rawBody: Buffer.from('{}') }));
    expect([first.isRepeat, second.isRepeat, other.isRepeat]).toEqual([false, true, false]);
    expect(new Set([first.id, second.id, other.id]).size).toBe(3);
  });

  it('is the end of an arrival that was refused, and of one that is not about a state', async () => {
    const refused = await ledger.inbox.store(arrival({ bankStatus: null, refusal: 'bad_token' }));
    const noted = await ledger.inbox.store(arrival({ bankStatus: null, subject: 'receipt' }));
    expect(refused).toMatchObject({
      outcome: 'refused',
      reason: 'bad_token',
      processedAt: ledger.clock.now(),
    });
    expect(noted).toMatchObject({ outcome: 'noted', reason: 'receipt', processedAt: ledger.clock.now() });
    expect(await ledger.inbox.apply(refused.id)).toBeNull();
    expect(await ledger.inbox.apply(noted.id)).toBeNull();
    expect(await credits()).toBe(0);
  });
});

describe('applying what was stored', () => {
  it('moves the payment and closes the entry in one act', async () => {
    const { id } = await ledger.inbox.store(arrival());
    await ledger.clock.advance(10);
    expect(await ledger.inbox.apply(id)).toMatchObject({ outcome: 'applied', reason: 'confirmed' });
    expect(await entry(id)).toMatchObject({
      outcome: 'applied',
      reason: 'confirmed',
      processedAt: ledger.clock.now(),
    });
    expect(await credits()).toBe(1);
  });

  it('is done once for an entry, also by two at one time', async () => {
    const { id } = await ledger.inbox.store(arrival());
    const results = await Promise.all([
      ledger.inbox.apply(id),
      ledger.inbox.apply(id),
      ledger.inbox.apply(id),
    ]);
    expect(results.filter((result) => result !== null)).toHaveLength(1);
    expect(await ledger.events(payment.id)).toHaveLength(1);
  });

  it('of a repeat changes nothing, and the repeat is recorded as noted', async () => {
    const [first, second] = [await ledger.inbox.store(arrival()), await ledger.inbox.store(arrival())];
    await ledger.inbox.apply(first.id);
    expect(await ledger.inbox.apply(second.id)).toMatchObject({
      outcome: 'noted',
      reason: 'confirmed_before',
    });
    expect(await entry(second.id)).toMatchObject({ outcome: 'noted', isRepeat: true });
    expect(await credits()).toBe(1);
  });

  it('does not care for the content hash: two equal bodies about a refund both make us ask', async () => {
    const bankStatus = bankSays(payment, 'partially_refunded');
    const [first, second] = [
      await ledger.inbox.store(arrival({ bankStatus })),
      await ledger.inbox.store(arrival({ bankStatus })),
    ];
    await ledger.inbox.apply(first.id);
    await ledger.clock.advance(1000);
    await ledger.inbox.apply(second.id);
    expect((await ledger.payment(payment.id)).nextAskAt).toEqual(ledger.clock.now());
  });

  it('of an order that is none of ours closes the entry with that word', async () => {
    const bankStatus = bankSays(samplePayment(), 'confirmed');
    const { id } = await ledger.inbox.store(arrival({ bankStatus }));
    await ledger.inbox.apply(id);
    expect(await entry(id)).toMatchObject({ outcome: 'unknown_order', processedAt: ledger.clock.now() });
  });

  it('wakes the worker once its effect is kept', async () => {
    const seen: Promise<number>[] = [];
    ledger.wakeup.onWake(() => seen.push(credits()));
    await ledger.inbox.apply((await ledger.inbox.store(arrival())).id);
    expect(await Promise.all(seen)).toEqual([1]);
  });

  it('of an entry that does not exist is nothing', async () => {
    expect(await ledger.inbox.apply('nowhere')).toBeNull();
  });
});

describe('what a crash left behind', () => {
  it('is applied by the sweep, once, and not before its time', async () => {
    const { id, receivedAt } = await ledger.inbox.store(arrival());
    expect(await ledger.inbox.applyLeftovers(new Date(receivedAt.getTime() - 1), 10)).toBe(0);
    expect(await credits()).toBe(0);
    expect(await ledger.inbox.applyLeftovers(receivedAt, 10)).toBe(1);
    expect(await entry(id)).toMatchObject({ outcome: 'applied' });
    expect(await ledger.inbox.applyLeftovers(receivedAt, 10)).toBe(0);
    expect(await credits()).toBe(1);
  });

  it('stays as it was when applying fails, and is applied when it can be', async () => {
    const { id } = await ledger.inbox.store(arrival());
    const judged = jest
      .spyOn(ledger.bankStatuses, 'applyWithin')
      .mockRejectedValueOnce(new Error('the database is gone'));
    await expect(ledger.inbox.apply(id)).rejects.toThrow('the database is gone');
    expect(await entry(id)).toMatchObject({ outcome: 'received', processedAt: null });
    await ledger.inbox.applyLeftovers(ledger.clock.now(), 10);
    expect(judged).toHaveBeenCalledTimes(2);
    expect((await ledger.payment(payment.id)).status).toBe('confirmed');
  });

  it('is applied oldest first, so many at a time', async () => {
    await ledger.inbox.store(arrival({ bankStatus: bankSays(payment, 'authorized') }));
    await ledger.clock.advance(1);
    await ledger.inbox.store(arrival());
    expect(await ledger.inbox.applyLeftovers(ledger.clock.now(), 1)).toBe(1);
    expect((await ledger.payment(payment.id)).status).toBe('authorized');
    expect(await ledger.inbox.applyLeftovers(ledger.clock.now(), 1)).toBe(1);
    expect((await ledger.payment(payment.id)).status).toBe('confirmed');
  });
});
