/** Money inside the stand-in is whole kopecks; both ways go through decimal text, never through a float. */
export function kopecksFromDecimal(text: string): number | undefined {
  const match = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(text);
  if (!match) return undefined;
  const [, sign, roubles = '', fraction = ''] = match;
  const kopecks = Number(roubles + fraction.padEnd(2, '0'));
  if (!Number.isSafeInteger(kopecks)) return undefined;
  return sign === '-' && kopecks !== 0 ? -kopecks : kopecks;
}

export function decimalFromKopecks(kopecks: number): string {
  const digits = String(Math.abs(kopecks)).padStart(3, '0');
  return `${kopecks < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
