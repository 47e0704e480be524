import { z } from 'zod';
import { isDay } from '../shared/calendar-day';
import { kopecks } from '../shared/money';
import { jsonText } from './json-text';

const day = z.string().refine(isDay, 'must be a day such as 2026-01-31');
const sum = z.int('must be a whole number of kopecks').min(0).max(1_000_000_000).transform(kopecks);

/** A percentage with up to four decimals as millionths, which are whole. */
const percent = z
  .string()
  .regex(/^\d{1,3}(\.\d{1,4})?$/, 'must be a percentage as text, such as "2.79"')
  .transform((text) => {
    const [whole = '', fraction = ''] = text.split('.');
    return Number(whole) * 10_000 + Number(fraction.padEnd(4, '0'));
  })
  .refine((millionths) => millionths <= 1_000_000, 'must be at most 100');

const rule = z
  .strictObject({
    from: day,
    terminal: z.string().min(1).optional(),
    paymentSystem: z.string().min(1).optional(),
    percent,
    fixedKopecks: sum.prefault(0),
    minKopecks: sum.optional(),
    maxKopecks: sum.optional(),
  })
  .refine(
    ({ minKopecks = 0, maxKopecks = Infinity }) => minKopecks <= maxKopecks,
    'minKopecks must not be above maxKopecks',
  )
  .transform(({ percent: millionths, ...others }) => ({ ...others, millionths }));

/**
 * The bank's tariff: `[{"from": "2026-01-01", "percent": "2.79", "paymentSystem": "SBP", "minKopecks": 350}, …]`. A fee is
 * the percentage of the sum, rounded half up to a kopeck, and the fixed part, within the least and the greatest.
 */
export const tariff = jsonText(z.array(rule), []);

export type TariffRule = z.output<typeof rule>;
