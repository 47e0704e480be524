import { isLosslessNumber, stringify } from 'lossless-json';
import { maskIdentifier, maskPan, maskText, REDACTED } from './masking';
import { isWireObject, type WireObject } from './wire-values';

const MAX_TEXT = 2048;

/** Names, in lower case, of what is never kept: secrets, and what stands for a card or an account. */
const SECRET = new Set(
  'token password rebillid cardid accounttoken expdate carddata cvv cvc cardholder encryptedpaymentdata'.split(
    ' ',
  ),
);
/** Personal data of the payer; the bank can be told to send them along in `Data`, a receipt holds them too. */
const PERSONAL = new Set(
  (
    'phone email infoemail name s_firstname s_lastname s_middlename firstname lastname middlename birthdate ' +
    'documentdata address customer customerinn sbpcustomerid'
  ).split(' '),
);
/** Numbers of orders, payments and cash registers: evidence, though some are as long as a card number. */
const IDENTIFIERS = new Set('orderid paymentid terminalkey fnnumber ecrregnumber'.split(' '));

/** A field by its name in JSON, in a form or in XML, up to where its value may end. */
const NAMED_SECRET = new RegExp(
  `\\b(${[...SECRET, 'pan', 'phone', 'email'].join('|')})(["']?\\s*[:=>]\\s*)("(?:[^"\\\\]|\\\\.)*"?|'[^']*'?|[^\\s,&<}]*)`,
  'gi',
);

function maskFreeText(text: string): string {
  return maskText(text.replace(NAMED_SECRET, `$1$2${REDACTED}`));
}

function redactScalar(key: string, value: unknown, terminalKey: string): unknown {
  const text = isLosslessNumber(value) ? value.value : value;
  if (typeof text !== 'string' || text === terminalKey) return value;
  let masked = maskFreeText;
  if (key === 'pan') masked = maskPan;
  if (IDENTIFIERS.has(key)) masked = maskIdentifier;
  const result = masked(text);
  return result === text ? value : result;
}

function redactValue(key: string, value: unknown, terminalKey: string): unknown {
  if (value === null || typeof value === 'boolean') return value;
  if (SECRET.has(key) || (PERSONAL.has(key) && !Array.isArray(value) && !isWireObject(value)))
    return REDACTED;
  if (Array.isArray(value)) return value.map((item) => redactValue(key, item, terminalKey));
  if (!isWireObject(value)) return redactScalar(key, value, terminalKey);
  const entries = Object.entries(value).map(
    ([name, item]) => [maskText(name), redactValue(name.toLowerCase(), item, terminalKey)] as const,
  );
  return Object.fromEntries(entries);
}

/**
 * The JSON text of a message without secrets, card data and personal data. What is left is the message's own.
 * @throws RangeError when it nests too deeply.
 */
export function redactMessage(message: WireObject, terminalKey: string): string {
  return stringify(redactValue('', message, terminalKey)) ?? '';
}

/** The beginning of a body that is no JSON of the bank, with everything masked that looks like a secret. */
export function redactText(text: string): string {
  const printable = text.replace(/\p{Cc}+/gu, ' ');
  return maskFreeText(printable).slice(0, MAX_TEXT);
}
