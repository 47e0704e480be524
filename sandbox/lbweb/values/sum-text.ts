/** How sums are printed (lbweb facts 7). */
export interface SumStyle {
  /** Between thousands, and before the currency: an ordinary blank, U+00A0, U+202F; `none` groups nothing. */
  readonly thousands: 'blank' | 'nbsp' | 'narrow' | 'none';
  readonly decimal: 'comma' | 'dot';
  /** `-` or U+2212. */
  readonly minus: 'hyphen' | 'minus';
  /** `руб`, `руб.`, `р.`, `₽` or nothing. */
  readonly currency: string;
}

const BLANKS: Readonly<Record<SumStyle['thousands'], string>> = {
  blank: ' ',
  nbsp: '\u00a0',
  narrow: '\u202f',
  none: ' ',
};

export function printSum(kopecks: number, style: SumStyle): string {
  const blank = BLANKS[style.thousands];
  const digits = String(Math.abs(kopecks)).padStart(3, '0');
  const whole = digits.slice(0, -2);
  const grouped = style.thousands === 'none' ? whole : whole.replace(/\B(?=(\d{3})+$)/g, blank);
  const minus = style.minus === 'hyphen' ? '-' : '\u2212';
  const number = `${grouped}${style.decimal === 'comma' ? ',' : '.'}${digits.slice(-2)}`;
  return `${kopecks < 0 ? minus : ''}${number}${style.currency === '' ? '' : blank + style.currency}`;
}
