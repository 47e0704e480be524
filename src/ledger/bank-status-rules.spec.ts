import { bankSays, samplePayment } from '../../test/support/fakes';
import { kopecks } from '../shared/money';
import type { BankState, BankStatus, BankStatusSource } from './bank-status';
import { judge, type Verdict } from './bank-status-rules';
import type { Payment } from './payment';
import { mayMove, PAYMENT_STATUSES, type PaymentStatus } from './transitions';

const NOW = new Date('2026-11-24T09:00:00.000Z');
const AHEAD = new Date('2026-11-24T10:00:00.000Z');
const HOUR_MS = 3_600_000;
const SOURCES: readonly BankStatusSource[] = ['notification', 'poll', 'answer'];
const OPEN = ['created', 'awaiting_payer', 'authorized'] as const;
const PAID = ['confirmed', 'posted', 'partially_refunded', 'refunded'] as const;
const ENDED_UNPAID = ['rejected', 'expired', 'cancelled'] as const;

const payment = (status: PaymentStatus, changes: Partial<Payment> = {}): Payment =>
  samplePayment({ status, expiresAt: AHEAD, ...changes });

function verdict(
  status: PaymentStatus,
  state: BankState,
  changes: Partial<BankStatus> = {},
  now = NOW,
): Verdict {
  const ours = payment(status);
  return judge(ours, bankSays(ours, state, changes), now);
}

/** A cell in few characters: `confirmed>refunded !flag`, or `-` where nothing happens. */
function inShort({ moves, flag }: Verdict): string {
  return [moves.join('>') || '-', ...(flag ? [`!${flag}`] : [])].join(' ');
}

/** What the bank's word does, by the payment's status in the order of PAYMENT_STATUSES, while the deadline is ahead. */
type Row = readonly [string, string, string, string, string, string, string, string, string, string];
const same = (cell: string): Row => [cell, cell, cell, cell, cell, cell, cell, cell, cell, cell];
const CONTRADICTION = '- !bank_contradicts_confirmation';
const LATE = 'confirmed !confirmed_after_ending';
const UNCREDITED = '- !refund_without_confirmation';
const PARTIAL = 'partially_refunded !partial_refund';
const ALL_BACK = 'confirmed>refunded';

const ended = (to: 'expired' | 'cancelled'): Row => [
  ...([to, to, to] as const),
  ...([CONTRADICTION, CONTRADICTION, CONTRADICTION, CONTRADICTION] as const),
  ...(['-', '-', '-'] as const),
];

/* prettier-ignore */
const BY_ANY_SOURCE: Readonly<Record<Exclude<BankState, 'partially_refunded' | 'refunded'>, Row>> = {
  //                   created      awaiting      authorized   confirmed posted part. refunded rejected expired cancelled
  unpaid:             same('-'),
  pending:            same('-'),
  authorized:         ['-',         'authorized', '-',         '-',      '-',   '-',  '-',     '-',  '-',         '-'],
  confirmed:          ['confirmed', 'confirmed',  'confirmed', '-',      '-',   '-',  '-',     LATE, 'confirmed', LATE],
  attempt_failed:     same('-'),
  expired:            ended('expired'),
  cancelled:          ended('cancelled'),
  refund_in_progress: same('-'),
  unrecognised:       same('-'),
};

/* prettier-ignore */
const BY_ANSWER = {
  partially_refunded: [
    UNCREDITED, UNCREDITED, UNCREDITED, PARTIAL, PARTIAL, '- !partial_refund', '-', UNCREDITED, UNCREDITED,
    UNCREDITED,
  ] satisfies Row,
  refunded: [
    ALL_BACK, ALL_BACK, ALL_BACK, 'refunded', 'refunded', 'refunded', '-', ALL_BACK, ALL_BACK, ALL_BACK,
  ] satisfies Row,
};

function rowOf(state: BankState, source: BankStatusSource): Row {
  if (state !== 'partially_refunded' && state !== 'refunded') return BY_ANY_SOURCE[state];
  return source === 'notification' ? same('-') : BY_ANSWER[state];
}

const STATES: readonly BankState[] = [
  'unpaid',
  'pending',
  'authorized',
  'confirmed',
  'attempt_failed',
  'expired',
  'cancelled',
  'refund_in_progress',
  'partially_refunded',
  'refunded',
  'unrecognised',
];

describe('the matrix of what a word of the bank does', () => {
  const cases = STATES.flatMap((state) => SOURCES.map((source) => [state, source] as const));

  it.each(cases)('%s, heard by %s, does to each status what the table says', (state, source) => {
    const done = PAYMENT_STATUSES.map((status) => inShort(verdict(status, state, { source })));
    expect(done).toEqual(rowOf(state, source));
  });

  it.each(cases)('%s, heard by %s, moves only by the transition table', (state, source) => {
    const moves = [NOW, new Date(AHEAD.getTime() + 50 * HOUR_MS)].flatMap((now) =>
      PAYMENT_STATUSES.flatMap((status) => {
        const path = [status, ...verdict(status, state, { source }, now).moves];
        return path.slice(1).map((to, i) => [path[i]!, to] as const);
      }),
    );
    expect(moves.filter(([from, to]) => !mayMove(from, to))).toEqual([]);
  });
});

describe('a mismatch moves nothing and flags the payment', () => {
  const words = STATES.flatMap((state) => SOURCES.map((source) => [state, source] as const));

  it.each(words)('%s of another terminal, heard by %s', (state, source) => {
    for (const status of PAYMENT_STATUSES) {
      const { moves, flag } = verdict(status, state, { source, terminal: 'FOREIGN' });
      expect([status, moves, flag]).toEqual([status, [], 'terminal_mismatch']);
    }
  });

  it.each(words)('%s of another payment of the bank, heard by %s', (state, source) => {
    for (const status of PAYMENT_STATUSES) {
      const { moves, flag } = verdict(status, state, { source, acquirerPaymentId: '666' });
      expect([status, moves, flag]).toEqual([status, [], 'acquirer_payment_id_mismatch']);
    }
  });

  it.each([49_999, 50_001, 500, null])('CONFIRMED and AUTHORIZED over %p kopecks instead of 50000', (sum) => {
    const amountKopecks = sum === null ? null : kopecks(sum);
    for (const status of PAYMENT_STATUSES) {
      for (const state of ['confirmed', 'authorized'] as const) {
        const { moves, flag } = verdict(status, state, { amountKopecks });
        expect([status, moves, flag]).toEqual([status, [], 'amount_mismatch']);
      }
    }
  });

  it('but an order whose bank id we never heard takes the first one that comes', () => {
    const ours = payment('created', { acquirerPaymentId: null });
    expect(judge(ours, bankSays(ours, 'confirmed', { acquirerPaymentId: '77' }), NOW).moves).toEqual([
      'confirmed',
    ]);
  });
});

describe('money taken is money owed', () => {
  it('credits a CONFIRMED after the deadline without a word, since that is expected', () => {
    expect(verdict('expired', 'confirmed')).toMatchObject({ moves: ['confirmed'], flag: null });
  });

  it.each(['rejected', 'cancelled'] as const)(
    'credits a CONFIRMED after %s, and lets a person look',
    (status) => {
      expect(verdict(status, 'confirmed')).toMatchObject({
        moves: ['confirmed'],
        flag: 'confirmed_after_ending',
      });
    },
  );

  it.each(PAID)('credits nothing twice: CONFIRMED over %s is a no-op', (status) => {
    expect(verdict(status, 'confirmed')).toMatchObject({ moves: [], flag: null });
  });

  it.each(PAID)('takes an AUTHORIZED that comes late over %s for a no-op', (status) => {
    expect(verdict(status, 'authorized')).toMatchObject({ moves: [], flag: null });
  });
});

describe('a failed try', () => {
  it.each(OPEN)(
    'before the deadline does not close a payment that is %s, and the asking goes on',
    (status) => {
      const lastMoment = new Date(AHEAD.getTime() - 1);
      expect(verdict(status, 'attempt_failed', {}, lastMoment)).toMatchObject({ moves: [], ask: 'by_plan' });
    },
  );

  it.each(OPEN)('from the deadline on rejects a payment that is %s', (status) => {
    expect(verdict(status, 'attempt_failed', {}, AHEAD)).toMatchObject({ moves: ['rejected'], flag: null });
  });

  it.each([...PAID, ...ENDED_UNPAID])('says nothing about a payment that is %s', (status) => {
    expect(verdict(status, 'attempt_failed', {}, AHEAD)).toMatchObject({ moves: [], flag: null });
  });
});

describe('silence', () => {
  const at = (hours: number): Date => new Date(AHEAD.getTime() + hours * HOUR_MS);

  it.each(OPEN)(
    'does not end a payment that is %s at its deadline: the bank may still confirm it',
    (status) => {
      expect(verdict(status, 'pending', { source: 'poll' }, at(48))).toMatchObject({
        moves: [],
        ask: 'by_plan',
      });
    },
  );

  it.each(OPEN)('ends a payment that is %s two days after it, when the bank was asked', (status) => {
    expect(verdict(status, 'pending', { source: 'poll' }, at(48.01)).moves).toEqual(['expired']);
  });

  it.each(['notification', 'answer'] as const)('is never concluded from a %s', (source) => {
    expect(verdict('awaiting_payer', 'pending', { source }, at(100)).moves).toEqual([]);
  });
});

describe('a notification about a refund', () => {
  it.each(PAYMENT_STATUSES)('only says that the bank is to be asked now, over %s', (status) => {
    for (const state of ['refund_in_progress', 'partially_refunded', 'refunded'] as const) {
      expect(verdict(status, state)).toMatchObject({ moves: [], flag: null, ask: 'now' });
    }
  });
});

describe('asking', () => {
  it.each(STATES)('goes on by plan as long as a payment stays open after %s', (state) => {
    for (const status of OPEN) {
      const { moves, ask } = verdict(status, state, { source: 'poll' });
      expect([status, ask]).toEqual([
        status,
        moves.length > 0 && state !== 'authorized' ? 'no_more' : 'by_plan',
      ]);
    }
  });

  it.each([...PAID, ...ENDED_UNPAID])('ends with the answer that agrees with %s', (status) => {
    const state = ENDED_UNPAID.some((word) => word === status) ? 'cancelled' : 'confirmed';
    expect(verdict(status, state, { source: 'poll' }).ask).toBe('no_more');
  });
});
