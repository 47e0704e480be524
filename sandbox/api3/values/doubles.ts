import { decimalFromKopecks } from './kopecks';

/**
 * A double as the core prints it, C's "%.17g": 500 is `500`, but 433.33 is `433.32999999999998`
 * (api3 facts: values). JavaScript's toPrecision computes the same exact digits and only keeps trailing zeros.
 */
export function printDouble(value: number): string {
  const digits = value.toPrecision(17);
  return digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits;
}

/** The double nearest to the decimal amount, in roubles. */
export function printRoubles(kopecks: number): string {
  return printDouble(Number(decimalFromKopecks(kopecks)));
}
