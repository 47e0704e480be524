import * as fc from 'fast-check';
import { bankSays, samplePayment, TestLedger } from '../../test/support/fakes';
import { kopecks } from '../shared/money';
import type { BankState, BankStatus, BankStatusSource } from './bank-status';
import type { Payment } from './payment';
import { TRANSITIONS } from './transitions';

const word = fc.record({
  state: fc.constantFrom<BankState>(
    'pending',
    'authorized',
    'confirmed',
    'confirmed',
    'attempt_failed',
    'expired',
    'cancelled',
    'refund_in_progress',
    'partially_refunded',
    'refunded',
    'unrecognised',
  ),
  source: fc.constantFrom<BankStatusSource>('notification', 'poll', 'answer'),
  fault: fc.constantFrom('none', 'none', 'none', 'amount', 'terminal', 'bankId'),
  /** Time that passes before it: some words come after the deadline, some long after. */
  hoursBefore: fc.constantFrom(0, 0, 0, 1, 30),
  /** Postings that the worker carries out before it. */
  postingsBefore: fc.constantFrom(0, 0, 1, 2),
});
type Word = typeof word extends fc.Arbitrary<infer T> ? T : never;

function statusOf(payment: Payment, { state, source, fault }: Word): BankStatus {
  return bankSays(payment, state, {
    source,
    ...(fault === 'amount' && { amountKopecks: kopecks(payment.amountKopecks + 1) }),
    ...(fault === 'terminal' && { terminal: 'FOREIGN' }),
    ...(fault === 'bankId' && { acquirerPaymentId: '666' }),
  });
}

/** Proof that money was taken for this order. */
function provesMoney({ state, source, fault }: Word): boolean {
  if (fault === 'terminal' || fault === 'bankId') return false;
  return (state === 'confirmed' && fault === 'none') || (state === 'refunded' && source !== 'notification');
}

/** Proof that all of it went back. */
function provesRefund({ state, source, fault }: Word): boolean {
  return state === 'refunded' && source !== 'notification' && (fault === 'none' || fault === 'amount');
}

async function post(ledger: TestLedger, limit: number): Promise<void> {
  for (let i = 0; i < limit; i += 1) {
    const [leased] = await ledger.queue.lease({ owner: 'w', durationMs: 1000 }, 1);
    if (!leased) return;
    expect(await ledger.queue.posted(leased.posting, `r-${leased.posting.kind}`, 'credited')).toBe(true);
  }
}

async function tell(words: readonly Word[], initial: Partial<Payment>): Promise<[TestLedger, Payment]> {
  const ledger = new TestLedger();
  const payment = await ledger.keep(samplePayment(initial));
  for (const next of words) {
    await ledger.clock.advance(next.hoursBefore * 3_600_000);
    await post(ledger, next.postingsBefore);
    await ledger.bankStatuses.apply(statusOf(payment, next));
  }
  return [ledger, payment];
}

const initials = fc.constantFrom<Partial<Payment>>(
  { status: 'created' },
  { status: 'awaiting_payer' },
  { status: 'awaiting_payer', nextAskAt: new Date('2026-11-24T09:01:00.000Z') },
);
const words = fc.array(word, { maxLength: 12 });

describe('whatever the bank says, in whatever order', () => {
  it('makes every move by the transition table', async () => {
    await fc.assert(
      fc.asyncProperty(words, initials, async (said, initial) => {
        const [ledger, { id }] = await tell(said, initial);
        let status = initial.status;
        for (const { type, from, to } of await ledger.events(id)) {
          if (type !== 'moved') continue;
          expect(from).toBe(status);
          expect(TRANSITIONS.some((row) => row.to === to && row.from.some((one) => one === from))).toBe(true);
          status = to ?? undefined;
        }
        expect((await ledger.payment(id)).status).toBe(status);
      }),
      { numRuns: 200 },
    );
  });

  it('creates one credit when the bank proved that it took the money, and none when it did not', async () => {
    await fc.assert(
      fc.asyncProperty(words, initials, async (said, initial) => {
        const [ledger, payment] = await tell(said, initial);
        const credits = (await ledger.postings(payment.id)).filter(({ kind }) => kind === 'credit');
        expect(credits).toHaveLength(said.some(provesMoney) ? 1 : 0);
        for (const { amountKopecks, agreementId } of credits)
          expect([amountKopecks, agreementId]).toEqual([payment.amountKopecks, payment.agreementId]);
      }),
      { numRuns: 200 },
    );
  });

  it('leaves in billing what the bank kept: the whole sum, or nothing after a full refund', async () => {
    await fc.assert(
      fc.asyncProperty(words, initials, async (said, initial) => {
        const [ledger, { id, amountKopecks }] = await tell(said, initial);
        await post(ledger, 10);
        const rows = await ledger.postings(id);
        const net = rows
          .filter(({ state }) => state === 'posted')
          .reduce((sum, row) => sum + row.amountKopecks * (row.kind === 'credit' ? 1 : -1), 0);
        expect(net).toBe(said.some(provesMoney) && !said.some(provesRefund) ? amountKopecks : 0);
        expect(rows.every(({ state }) => state === 'posted' || state === 'voided')).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('flags a payment that any word contradicted', async () => {
    await fc.assert(
      fc.asyncProperty(words, initials, async (said, initial) => {
        const [ledger, { id }] = await tell(said, initial);
        const isContradicted = said.some(({ fault }) => fault === 'terminal' || fault === 'bankId');
        const { flag } = await ledger.payment(id);
        if (isContradicted) expect(flag).not.toBeNull();
        else expect(flag ?? '').not.toMatch(/terminal|acquirer_payment_id/);
      }),
      { numRuns: 100 },
    );
  });
});
