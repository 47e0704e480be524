/** A decimal text as a fraction of whole numbers; null when it is none. Written apart from the service's own reading. */
function fractionOf(text: string): { readonly top: bigint; readonly bottom: bigint } | null {
  const match = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/.exec(text);
  if (!match) return null;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  const digits = BigInt(`${sign === '-' ? '-' : ''}${whole}${fraction}`);
  const scale = Number(exponent) - fraction.length;
  return scale >= 0
    ? { top: digits * 10n ** BigInt(scale), bottom: 1n }
    : { top: digits, bottom: 10n ** BigInt(-scale) };
}

/** Whole kopecks of a text of roubles, half away from zero. */
export function roundedKopecks(text: string): bigint | null {
  const fraction = fractionOf(text);
  if (!fraction) return null;
  const top = fraction.top * 100n;
  const magnitude = top < 0n ? -top : top;
  const rounded = (magnitude * 2n + fraction.bottom) / (fraction.bottom * 2n);
  return top < 0n ? -rounded : rounded;
}

/** The sum that a print of a double stands for, where that is a whole number of kopecks; else null. */
export function exactKopecksOf(text: string): bigint | null {
  const rounded = roundedKopecks(text);
  if (rounded === null) return null;
  return Number(rounded) / 100 === Number(text) ? rounded : null;
}
