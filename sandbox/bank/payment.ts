import { setTimeout as pause } from 'node:timers/promises';
import type { Bank } from './bank';
import { maskPan, TEST_CARDS } from './cards';
import type { Notice } from './notifications';
import type { Order } from './orders';
import { isPayable } from './status-machine';

export interface CardInput {
  readonly pan: string;
  /** MMYY */
  readonly expDate: string;
  readonly email: string | undefined;
}

/** `challenge`: the payer is to enter a code. Otherwise the try is over; `notices` are what left because of it. */
export type PaymentStep =
  { readonly kind: 'challenge' } | { readonly kind: 'over'; readonly notices: readonly Notice[] };

/** The code that fails at the 3-D Secure page; any other one passes. */
export const WRONG_CODE = '0000';

function over(...notices: readonly (Notice | undefined)[]): PaymentStep {
  return { kind: 'over', notices: notices.filter((notice) => notice !== undefined) };
}

/** The link is alive and no try of it succeeded. */
export function canBePaid(bank: Bank, order: Order): boolean {
  return isPayable(order.status) && bank.now() < order.deadline;
}

/** The payer opened the form. */
export function showForm(bank: Bank, order: Order): void {
  if (order.status === 'NEW') bank.book.move(order, 'FORM_SHOWED');
}

function failAuthentication(bank: Bank, order: Order): PaymentStep {
  order.decline = { code: '101', details: '3-D Secure не пройден' };
  bank.book.move(order, 'AUTH_FAIL');
  return over();
}

function authorize(bank: Bank, order: Order, decline: Order['decline']): PaymentStep {
  bank.book.move(order, 'AUTHORIZING');
  order.decline = decline;
  if (decline) {
    bank.book.move(order, 'REJECTED');
    return over(bank.notifier.send(order, 'REJECTED'));
  }
  if (order.recurrent) order.rebillId = bank.savedCards.newRebillId();
  bank.book.move(order, 'AUTHORIZED');
  if (order.stages === 2) return over(bank.notifier.send(order, 'AUTHORIZED'));
  bank.book.move(order, 'CONFIRMING', 'CONFIRMED');
  // In one stage both leave at the same time and may arrive in either order (bank facts: notification order).
  return over(bank.notifier.send(order, 'AUTHORIZED'), bank.notifier.send(order, 'CONFIRMED'));
}

/** The payer pressed the button of the form. The whole card number is forgotten before anything is kept. */
export function presentCard(bank: Bank, order: Order, input: CardInput): PaymentStep {
  const scenario = TEST_CARDS.get(input.pan);
  if (!scenario) throw new Error('not a test card');
  if (!canBePaid(bank, order)) throw new Error(`an order in ${order.status} cannot be paid`);
  showForm(bank, order);
  const pan = maskPan(input.pan);
  const cardId = order.customerKey === undefined ? undefined : bank.savedCards.cardId(order.customerKey, pan);
  order.card = { pan, expDate: input.expDate, cardId };
  order.email = input.email;
  if (scenario.threeDs === 'none') {
    const { declineCode: code, result } = scenario;
    return authorize(bank, order, code === undefined ? undefined : { code, details: result });
  }
  bank.book.move(order, '3DS_CHECKING');
  return scenario.threeDs === 'refused' ? failAuthentication(bank, order) : { kind: 'challenge' };
}

/** The payer entered the code of the 3-D Secure page. */
export function enterCode(bank: Bank, order: Order, code: string): PaymentStep {
  if (code === WRONG_CODE) return failAuthentication(bank, order);
  bank.book.move(order, '3DS_CHECKED');
  return authorize(bank, order, undefined);
}

/** The payer is sent back when the shop said OK to the last news, at the latest after ten seconds. */
export async function untilPayerMayGo(bank: Bank, notices: readonly Notice[]): Promise<void> {
  const last = notices.at(-1);
  if (!last) return;
  const waiting = new AbortController();
  const timer = pause(bank.settings.replyTimeoutMs, undefined, { signal: waiting.signal }).catch(
    () => undefined,
  );
  await Promise.race([last.settled, timer]);
  waiting.abort();
}
