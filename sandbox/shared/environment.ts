/** The value of a variable, or `fallback` when it is unset or empty. */
export function textFrom(variable: string, fallback: string): string {
  return process.env[variable] || fallback;
}

/**
 * A whole number from a variable.
 * @throws Error with one clear line when it is something else.
 */
export function numberFrom(variable: string, fallback: number, bounds: { min: number; max: number }): number {
  const text = process.env[variable];
  if (!text) return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < bounds.min || value > bounds.max) {
    throw new Error(`${variable} must be a whole number from ${bounds.min} to ${bounds.max}, not "${text}"`);
  }
  return value;
}

/** A port; 0 means any free one. */
export function portFrom(variable: string, fallback: number): number {
  return numberFrom(variable, fallback, { min: 0, max: 65_535 });
}
