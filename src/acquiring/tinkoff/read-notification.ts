import type { NotificationReading, NotificationRefusal } from '../acquirer.port';
import { maskIdentifier } from './masking';
import { redactMessage, redactText } from './redaction';
import { statement } from './statement';
import type { TinkoffOptions } from './tinkoff-options';
import { tokenFits } from './token';
import { otherFormOf } from './token-forms';
import { field, kopecksOf, orderIdOf, parseWireObject, wordOf, type WireObject } from './wire-values';

type Secrets = Pick<TinkoffOptions, 'terminalKey' | 'password'>;

const MAX_UNTRUSTED_ORDER_ID = 36;

/** Null when the body is no JSON object in UTF-8, or says two things under one name. */
function parseBody(rawBody: Buffer): WireObject | null {
  try {
    return parseWireObject(new TextDecoder('utf-8', { fatal: true }).decode(rawBody));
  } catch {
    return null;
  }
}

function redact(rawBody: Buffer, message: WireObject | null, terminalKey: string): string {
  try {
    if (message) return redactMessage(message, terminalKey);
  } catch {
    // Nested more deeply than can be walked: kept as a text.
  }
  return redactText(rawBody.toString('utf8'));
}

/** The order of checks: form, signature there, terminal ours, signature good. */
function refusalOf(message: WireObject, { terminalKey, password }: Secrets): NotificationRefusal | null {
  const token = field(message, 'Token');
  if (typeof token !== 'string' || token === '') return 'unsigned';
  if (field(message, 'TerminalKey') !== terminalKey) return 'foreign_terminal';
  if (tokenFits(message, token, password)) return null;
  try {
    return otherFormOf(message, token, password) === null ? 'bad_token' : 'canonical_form_changed';
  } catch {
    return 'bad_token';
  }
}

/** Reads a message whose signature is good: binding, receipt or payment, told apart in this order (bank's protocol v2). */
function readSigned(message: WireObject, terminal: string, redactedBody: string): NotificationReading {
  const orderId = orderIdOf(field(message, 'OrderId'));
  const rawStatus = wordOf(field(message, 'Status'));
  const type = field(message, 'NotificationType');
  if (type !== undefined && type !== null) {
    return { kind: 'other', subject: wordOf(type) ?? 'unknown', orderId, redactedBody };
  }
  if (rawStatus === 'RECEIPT') return { kind: 'other', subject: 'RECEIPT', orderId, redactedBody };
  const acquirerPaymentId = wordOf(field(message, 'PaymentId'));
  if (orderId === null || acquirerPaymentId === null || rawStatus === null) {
    return { kind: 'refused', reason: 'malformed', orderId, redactedBody };
  }
  const status = statement({
    orderId,
    acquirerPaymentId,
    terminal,
    rawStatus,
    amountKopecks: kopecksOf(field(message, 'Amount')),
    errorCode: field(message, 'ErrorCode'),
    source: 'notification',
  });
  return { kind: 'status', status, redactedBody };
}

/** What a body that nobody vouches for gives as its order: short, masked, only to be shown to an operator. */
function untrustedOrderId(message: WireObject | null): string | null {
  const value = message && field(message, 'OrderId');
  const text = typeof value === 'string' ? value : wordOf(value);
  return text ? maskIdentifier(text).slice(0, MAX_UNTRUSTED_ORDER_ID) : null;
}

/**
 * Reads and verifies the raw body of a notification, over the very bytes that came. Never throws. The signature covers
 * the root's scalars only, so nothing here is decided by nested objects; unknown statuses and fields are no error.
 */
export function readNotification(rawBody: Buffer, secrets: Secrets): NotificationReading {
  const message = parseBody(rawBody);
  const redactedBody = redact(rawBody, message, secrets.terminalKey);
  const reason = message ? refusalOf(message, secrets) : 'malformed';
  if (message && reason === null) return readSigned(message, secrets.terminalKey, redactedBody);
  return { kind: 'refused', reason: reason ?? 'malformed', orderId: untrustedOrderId(message), redactedBody };
}
