import fc from 'fast-check';

/** A double's print with up to 17 digits, as C's `%.17g` gives it. */
function print17(value: number): string {
  const text = value.toPrecision(17);
  return text.includes('e') || !text.includes('.') ? text : text.replace(/\.?0+$/, '');
}

const kopecks = fc.oneof(
  fc.integer({ min: -100_000, max: 2_000_000 }),
  fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 }),
);

const ODD = [
  ...[
    '',
    '0',
    '-0',
    '0.00',
    '00500.00',
    '+5',
    '.5',
    '5.',
    '5,5',
    '1 000',
    '1e2',
    '5e-1',
    '1E+3',
    '1e308',
    '1e999',
  ],
  ...[
    '-1e308',
    '1e-400',
    'NaN',
    'nan',
    '-nan',
    'inf',
    '-inf',
    'Infinity',
    '0x1F4',
    '500.005',
    '433.335',
    '0.004999',
  ],
  ...[
    '500.0000000000000000000000000001',
    '499.99999999999999999999',
    '９９',
    '٥٠٠',
    '5\u00a00',
    '1_000',
    '--5',
    '5-',
  ],
  ...[
    '9007199254740993',
    '90071992547409.93',
    '9999999999999.99',
    '99999999999999.99',
    '1e13',
    '500.00.00',
    '500р',
  ],
  ...['null', 'undefined', 'true', '[object Object]', '1e+', '1e0000000000001', '0e999', '5e0', '4.3333e2'],
];

const tail = fc
  .tuple(fc.integer({ min: 0, max: 99_999 }), fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 30 }))
  .map(([whole, digits]) => `${whole}.${digits.join('')}`);

/** Sums of roubles as a billing core prints them, and as none should. */
export const moneyText = fc.oneof(
  { weight: 3, arbitrary: kopecks.map((sum) => (sum / 100).toFixed(2)) },
  { weight: 3, arbitrary: kopecks.map((sum) => print17(sum / 100)) },
  { weight: 2, arbitrary: tail },
  { weight: 3, arbitrary: fc.constantFrom(...ODD) },
);
