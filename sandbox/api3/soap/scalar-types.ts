export type ScalarType = 'string' | 'long' | 'int' | 'short' | 'double' | 'boolean';

const INTEGER_BOUNDS = {
  short: { least: -(2n ** 15n), greatest: 2n ** 15n - 1n },
  int: { least: -(2n ** 31n), greatest: 2n ** 31n - 1n },
  long: { least: -(2n ** 63n), greatest: 2n ** 63n - 1n },
} as const;

/** Why this text is no value of the type, or undefined when it is one. Without XML Schema's whitespace mercy. */
export function scalarComplaint(type: ScalarType, text: string): string | undefined {
  switch (type) {
    case 'string':
      return undefined;
    case 'boolean':
      return /^(true|false|0|1)$/.test(text) ? undefined : `"${text}" is no boolean`;
    case 'double':
      // Exponents, INF and NaN are doubles too, but no client that sends money has a reason to print them.
      return /^-?\d+(\.\d+)?$/.test(text) ? undefined : `"${text}" is no plain decimal number`;
    case 'short':
    case 'int':
    case 'long':
      return integerComplaint(type, text);
  }
}

function integerComplaint(type: keyof typeof INTEGER_BOUNDS, text: string): string | undefined {
  if (!/^-?\d{1,19}$/.test(text)) return `"${text}" is no ${type}`;
  const { least, greatest } = INTEGER_BOUNDS[type];
  const value = BigInt(text);
  return value < least || value > greatest ? `"${text}" does not fit ${type}` : undefined;
}
