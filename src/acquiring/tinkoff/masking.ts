export const REDACTED = '[redacted]';
const MASKED = '[masked]';

/** 13 digits or more, also in groups, as a card number is written. */
const LONG_DIGITS = /\d(?:[ -]?\d){12,}/g;
/** A token in hex, or the greater part of one. */
const LONG_HEX = /[0-9a-f]{40,}/gi;
const EMAIL = /[^\s@"'<>,;:]{1,64}@[^\s@"'<>,;:]{1,255}/g;
/** An international number with its plus, or a Russian one of 11 digits, with or without punctuation. */
const PHONE =
  /(?<!\d)(?:\+\d[ ()-]{0,2}(?:\d[ ()-]{0,2}){8,13}|[78][ ()-]{0,2}(?:\d[ ()-]{0,2}){9}\d)(?!\d)/g;

/** A text without card numbers, tokens, e-mail addresses and phones. */
export function maskText(text: string): string {
  return text
    .replace(LONG_HEX, REDACTED)
    .replace(EMAIL, MASKED)
    .replace(LONG_DIGITS, MASKED)
    .replace(PHONE, MASKED);
}

/** The check digit rule of card numbers. */
function isCardNumber(digits: string): boolean {
  let sum = 0;
  for (let place = 1; place <= digits.length; place += 1) {
    const digit = Number(digits.at(-place));
    const doubled = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
    sum += place % 2 === 0 ? doubled : digit;
  }
  return sum % 10 === 0;
}

/** A number that identifies something other than a card is evidence: it stays unless it could be a card's. */
export function maskIdentifier(text: string): string {
  return text.replace(LONG_DIGITS, (run) => (isCardNumber(run.replace(/\D/g, '')) ? MASKED : run));
}

/** A card number or phone of which the sender should have masked the middle: nothing but the last four digits. */
export function maskPan(text: string): string {
  const digits = text.replace(/\D/g, '');
  return `****${digits.length > 4 ? digits.slice(-4) : ''}`;
}
