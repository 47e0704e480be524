/** Characters that the bank refuses in values of `DATA` (bank's portal): values that hold one are not sent. */
const REFUSED = /['"&<>]/;

/** An e-mail address as `DATA.Email`, or null when it is none that the bank would take (at most 100 characters). */
export function emailForBank(email: string | null): string | null {
  const text = email?.trim() ?? '';
  const isAddress = text.length <= 100 && /^[^\s@]+@[^\s@]+$/.test(text) && !REFUSED.test(text);
  return isAddress ? text : null;
}

/**
 * A phone as `DATA.Phone`: digits, of which the first may have a plus before it, 7 to 20 characters in all (bank's
 * protocol v2; mandatory for telecom services). Punctuation goes, a Russian `8` before ten digits becomes `+7`.
 */
export function phoneForBank(phone: string | null): string | null {
  const text = (phone ?? '').replace(/[\s().-]/g, '').replace(/^8(?=\d{10}$)/, '+7');
  return text.length >= 7 && text.length <= 20 && /^\+?\d+$/.test(text) ? text : null;
}
