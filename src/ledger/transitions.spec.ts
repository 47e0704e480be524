import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  assertMayMove,
  ForbiddenTransition,
  INITIAL_STATUS,
  isEndedUnpaid,
  mayMove,
  PAYMENT_STATUSES,
  TRANSITIONS,
  type PaymentStatus,
} from './transitions';
import { stateDiagram } from './state-diagram';

const next = (from: PaymentStatus): PaymentStatus[] => PAYMENT_STATUSES.filter((to) => mayMove(from, to));

describe('the transition table', () => {
  it('reaches every state from the first one', () => {
    const reached = new Set<PaymentStatus>([INITIAL_STATUS]);
    for (const status of reached) next(status).forEach((to) => reached.add(to));
    expect([...reached].sort()).toEqual([...PAYMENT_STATUSES].sort());
  });

  it('lets nothing out of the final state', () => {
    expect(next('refunded')).toEqual([]);
  });

  it.each(['rejected', 'expired', 'cancelled'] as const)('lets only a CONFIRMED out of %s', (status) => {
    expect(isEndedUnpaid(status)).toBe(true);
    expect(next(status)).toEqual(['confirmed']);
  });

  it('credits only what the bank confirmed: posted has one way in', () => {
    expect(PAYMENT_STATUSES.filter((from) => mayMove(from, 'posted'))).toEqual(['confirmed']);
  });

  it('never goes back: no move returns to an earlier state of the way of money', () => {
    const way: PaymentStatus[] = [
      'created',
      'awaiting_payer',
      'authorized',
      'confirmed',
      'posted',
      'partially_refunded',
      'refunded',
    ];
    for (const [i, from] of way.entries()) {
      for (const to of way.slice(0, i + 1)) expect([from, to, mayMove(from, to)]).toEqual([from, to, false]);
    }
  });

  it('names every move once', () => {
    const moves = TRANSITIONS.flatMap(({ from, to }) => from.map((status) => `${status}>${to}`));
    expect(new Set(moves).size).toBe(moves.length);
  });

  it('throws on any other move', () => {
    expect(() => assertMayMove('posted', 'confirmed')).toThrow(ForbiddenTransition);
    expect(() => assertMayMove('refunded', 'confirmed')).toThrow(ForbiddenTransition);
  });

  it('is the diagram that the documentation shows', () => {
    const page = readFileSync(join(__dirname, '../../docs/concepts/payment-states.md'), 'utf8');
    expect(page).toContain(stateDiagram());
  });
});
