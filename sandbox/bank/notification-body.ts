import type { SignedMessage } from './delivery';
import { messageOf } from './refusal';
import { signed } from './token';

export interface PaymentNews {
  readonly terminalKey: string;
  readonly orderId: string;
  readonly paymentId: string;
  readonly amount: number;
  readonly status: string;
  /** Given with REJECTED. */
  readonly decline?: { readonly code: string; readonly details: string } | undefined;
  readonly card?:
    { readonly pan: string; readonly expDate: string; readonly cardId?: number | undefined } | undefined;
  readonly rebillId?: number | undefined;
}

/**
 * A payment notification with the types of the real ones (bank facts: payment notification): ids and sums are numbers,
 * although Init answered the payment id as text, and the object is called `Data`, although requests say `DATA`.
 * @param overrides put over the body before it is signed; null takes a field out.
 */
export function paymentNotification(
  news: PaymentNews,
  password: string,
  overrides: Readonly<Record<string, unknown>> = {},
): SignedMessage {
  const declined = news.status === 'REJECTED';
  const code = declined ? (news.decline?.code ?? '1051') : '0';
  const body: Record<string, unknown> = {
    TerminalKey: news.terminalKey,
    OrderId: news.orderId,
    Success: !declined,
    Status: news.status,
    PaymentId: Number(news.paymentId),
    ErrorCode: code,
    Amount: news.amount,
    ...(declined ? { Message: messageOf(code), Details: news.decline?.details ?? messageOf(code) } : {}),
    ...(news.rebillId === undefined ? {} : { RebillId: news.rebillId }),
    ...(news.card?.cardId === undefined ? {} : { CardId: news.card.cardId }),
    ...(news.card
      ? { Pan: news.card.pan, ExpDate: news.card.expDate, Data: { Route: 'ACQ', Source: 'cards' } }
      : {}),
    ...overrides,
  };
  return signed(Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null)), password);
}
