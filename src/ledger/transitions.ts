/** States of a payment. What moves it from one to another stands in {@link TRANSITIONS} and nowhere else. */
export const PAYMENT_STATUSES = [
  'created',
  'awaiting_payer',
  'authorized',
  'confirmed',
  'posted',
  'partially_refunded',
  'refunded',
  'rejected',
  'expired',
  'cancelled',
] as const;

export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

interface Transition {
  readonly from: readonly PaymentStatus[];
  readonly to: PaymentStatus;
  readonly by: string;
}

const OPEN = ['created', 'awaiting_payer', 'authorized'] as const;
const ENDED_UNPAID = ['rejected', 'expired', 'cancelled'] as const;

/** Ordered or paid, and not yet seen in billing. */
export const ON_ITS_WAY: readonly PaymentStatus[] = ['awaiting_payer', 'authorized', 'confirmed'];

export const TRANSITIONS: readonly Transition[] = [
  { from: ['created'], to: 'awaiting_payer', by: 'the bank accepted the order' },
  { from: ['awaiting_payer'], to: 'authorized', by: 'bank AUTHORIZED' },
  { from: OPEN, to: 'rejected', by: 'final refusal of the bank' },
  { from: OPEN, to: 'expired', by: "deadline, with the bank's word" },
  { from: OPEN, to: 'cancelled', by: 'payer or operator' },
  { from: [...OPEN, ...ENDED_UNPAID], to: 'confirmed', by: 'bank CONFIRMED, everything equal' },
  { from: ['confirmed'], to: 'posted', by: 'billing has the credit' },
  { from: ['confirmed', 'posted'], to: 'partially_refunded', by: 'the bank returned a part' },
  { from: ['confirmed', 'posted', 'partially_refunded'], to: 'refunded', by: 'the bank returned all' },
];

export const INITIAL_STATUS: PaymentStatus = 'created';

export class ForbiddenTransition extends Error {
  constructor(from: PaymentStatus, to: PaymentStatus) {
    super(`A payment cannot go from ${from} to ${to}`);
    this.name = 'ForbiddenTransition';
  }
}

export function mayMove(from: PaymentStatus, to: PaymentStatus): boolean {
  return TRANSITIONS.some((transition) => transition.to === to && transition.from.includes(from));
}

/** @throws ForbiddenTransition when the table has no such move. */
export function assertMayMove(from: PaymentStatus, to: PaymentStatus): void {
  if (!mayMove(from, to)) throw new ForbiddenTransition(from, to);
}

/** Still open at the bank: neither paid nor ended. */
export function isOpen(status: PaymentStatus): boolean {
  return (OPEN as readonly PaymentStatus[]).includes(status);
}

/** Ended, as far as we know, without any money taken. Only a late CONFIRMED leaves these. */
export function isEndedUnpaid(status: PaymentStatus): boolean {
  return (ENDED_UNPAID as readonly PaymentStatus[]).includes(status);
}
