/**
 * Roubles as the core prints a double (`-66.670000000000002`) to whole kopecks, rounded half away from zero as PHP's
 * number_format does it. Through decimal text, never through a float.
 * @throws Error when the text is no plain decimal number.
 */
export function kopecksFromDouble(text: string): number {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) throw new Error(`"${text}" is no sum`);
  const [, sign, whole = '', fraction = ''] = match;
  const digits = fraction.padEnd(3, '0');
  const kopecks = Number(whole + digits.slice(0, 2)) + (Number(digits[2]) >= 5 ? 1 : 0);
  return sign === '-' && kopecks !== 0 ? -kopecks : kopecks;
}

/** A positive sum as a subscriber types it, with a comma or a dot; undefined for anything else. */
export function kopecksFromTyped(text: string): number | undefined {
  const match = /^(\d{1,9})(?:[.,](\d{1,2}))?$/.exec(text.trim());
  if (!match) return undefined;
  const kopecks = Number((match[1] ?? '') + (match[2] ?? '').padEnd(2, '0'));
  return kopecks > 0 ? kopecks : undefined;
}

/** Decimal roubles with two digits, as the core takes them. */
export function decimalFromKopecks(kopecks: number): string {
  const digits = String(Math.abs(kopecks)).padStart(3, '0');
  return `${kopecks < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
