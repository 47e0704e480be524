import { Logger } from '@nestjs/common';
import { bankSays, FakeClock, samplePayment, ScriptedAcquirer, TestLedger } from '../../test/support/fakes';
import type { NotificationReading, NotificationRefusal } from '../acquiring/acquirer.port';
import type { InboxEntry } from '../ledger/inbox-entry';
import type { Payment } from '../ledger/payment';
import { kopecks } from '../shared/money';
import { KeptRefusals } from './kept-refusals';
import { ReceiveNotification, type NotificationOutcome } from './receive-notification';

const BODY = Buffer.from('{"Status":"CONFIRMED","Token":"secret","Pan":"430000******0777"}');
const REDACTED = '{"Status":"CONFIRMED"}';

let ledger: TestLedger;
let acquirer: ScriptedAcquirer;
let payment: Payment;
let observed: unknown[];
let refusals: KeptRefusals;
beforeAll(() => void Logger.overrideLogger(false));
beforeEach(async () => {
  ledger = new TestLedger();
  acquirer = new ScriptedAcquirer();
  payment = await ledger.keep(samplePayment());
  observed = [];
  refusals = new KeptRefusals(new FakeClock(), 3);
});

function receive(reading: NotificationReading): Promise<NotificationOutcome> {
  acquirer.reading = reading;
  const observe = (outcome: string, durationMs: number, refusal: string | null): void => {
    observed.push([outcome, durationMs >= 0, refusal]);
  };
  return new ReceiveNotification(acquirer, ledger.inbox, observe, refusals).execute(BODY);
}
const status = (changes = {}): NotificationReading => ({
  kind: 'status',
  status: bankSays(payment, 'confirmed', changes),
  redactedBody: REDACTED,
});
const refused = (reason: NotificationRefusal): NotificationReading => ({
  kind: 'refused',
  reason,
  orderId: payment.orderId,
  redactedBody: REDACTED,
});
/** All entries, oldest first; the applied ones too. */
async function entries(): Promise<InboxEntry[]> {
  const rows: InboxEntry[] = [];
  for (const id of stored) {
    const entry = await ledger.store.read((unit) => unit.inbox.find(id));
    if (entry) rows.push(entry);
  }
  return rows;
}
let stored: string[];
beforeEach(() => {
  stored = [];
  const store = ledger.inbox.store.bind(ledger.inbox);
  jest.spyOn(ledger.inbox, 'store').mockImplementation(async (arrival) => {
    const entry = await store(arrival);
    stored.push(entry.id);
    return entry;
  });
});

describe('a notification', () => {
  it('is stored, then applied, and may be acknowledged when both are kept', async () => {
    expect(await receive(status())).toBe('applied');
    expect((await ledger.payment(payment.id)).status).toBe('confirmed');
    expect(await entries()).toMatchObject([{ outcome: 'applied', body: REDACTED, orderId: payment.orderId }]);
    expect(observed).toEqual([['applied', true, null]]);
  });

  it('that comes again is stored again, marked, and changes nothing', async () => {
    await receive(status());
    expect(await receive(status())).toBe('noted');
    expect(await entries()).toMatchObject([{ isRepeat: false }, { isRepeat: true, outcome: 'noted' }]);
    expect(await ledger.postings(payment.id)).toHaveLength(1);
  });

  it('that contradicts our order is flagged, and acknowledged all the same', async () => {
    expect(await receive(status({ amountKopecks: kopecks(1) }))).toBe('flagged');
    expect(await ledger.payment(payment.id)).toMatchObject({
      status: 'awaiting_payer',
      flag: 'amount_mismatch',
    });
    expect(await ledger.postings(payment.id)).toEqual([]);
  });

  it('about an order that is none of ours is kept for a person', async () => {
    expect(await receive(status({ orderId: 'FOREIGN' }))).toBe('unknown_order');
    expect(await entries()).toMatchObject([{ outcome: 'unknown_order', orderId: 'FOREIGN' }]);
  });

  it('that is signed and about something else is noted', async () => {
    const reading = {
      kind: 'other',
      subject: 'receipt',
      orderId: payment.orderId,
      redactedBody: REDACTED,
    } as const;
    expect(await receive(reading)).toBe('noted');
    expect(await entries()).toMatchObject([{ outcome: 'noted', reason: 'receipt', bankStatus: null }]);
    expect(await ledger.payment(payment.id)).toEqual(payment);
  });

  it.each(['malformed', 'unsigned', 'foreign_terminal', 'bad_token', 'canonical_form_changed'] as const)(
    'that is refused as %s is kept as evidence and moves nothing',
    async (reason) => {
      expect(await receive(refused(reason))).toBe('refused');
      expect(await entries()).toMatchObject([
        { outcome: 'refused', reason, bankStatus: null, body: REDACTED },
      ]);
      expect(await ledger.payment(payment.id)).toEqual(payment);
      expect(observed).toEqual([['refused', true, reason]]);
    },
  );

  it('that is refused is only counted once too many have been, but for one that knows the password', async () => {
    for (let i = 0; i < 3; i += 1) await receive(refused('unsigned'));
    expect(await receive(refused('bad_token'))).toBe('refused_not_kept');
    expect(observed.at(-1)).toEqual(['refused_not_kept', true, 'bad_token']);
    expect(await receive(refused('canonical_form_changed'))).toBe('refused');
    expect(await receive(status())).toBe('applied');
    expect((await entries()).map(({ reason }) => reason).slice(0, 4)).toEqual([
      'unsigned',
      'unsigned',
      'unsigned',
      'canonical_form_changed',
    ]);
  });

  it('that is refused is kept by its beginning', async () => {
    await receive({ ...refused('unsigned'), redactedBody: 'x'.repeat(60_000) });
    expect((await entries())[0]?.body).toHaveLength(4_096);
  });

  it('that cannot be stored fails, so that the bank sends it again', async () => {
    jest.spyOn(ledger.store, 'unitOfWork').mockRejectedValueOnce(new Error('the database is gone'));
    await expect(receive(status())).rejects.toThrow('the database is gone');
    expect(await ledger.payment(payment.id)).toEqual(payment);
    expect(observed).toEqual([['not_stored', true, null]]);
  });

  it('that is stored and cannot be applied is acknowledged, and the sweep applies it', async () => {
    jest.spyOn(ledger.bankStatuses, 'applyWithin').mockRejectedValueOnce(new Error('deadlock'));
    expect(await receive(status())).toBe('stored_unapplied');
    expect(observed).toEqual([['stored_unapplied', true, null]]);
    expect(await entries()).toMatchObject([{ outcome: 'received', processedAt: null }]);
    await ledger.inbox.applyLeftovers(ledger.clock.now(), 10);
    expect((await ledger.payment(payment.id)).status).toBe('confirmed');
    expect(await entries()).toMatchObject([{ outcome: 'applied' }]);
  });

  it('about a failed try leaves the order open for another', async () => {
    expect(await receive(status({ state: 'attempt_failed', errorCode: '1051' }))).toBe('noted');
    expect(await ledger.payment(payment.id)).toMatchObject({
      status: 'awaiting_payer',
      lastErrorCode: '1051',
    });
  });
});
