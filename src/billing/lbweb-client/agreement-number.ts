/** `Договор № 001` as well as `001`; null for an empty text. */
export function agreementNumberIn(text: string): string | null {
  const bare = text.replace(/^\s*договор\s/i, '').replace(/^\s*договор(?=№)/i, '');
  return bare.replace(/^\s*№\s*/, '').trim() || null;
}

/** True for a text that names this agreement beside other words: `001 (ООО Связь)`. */
export function mentions(text: string, number: string): boolean {
  return text !== number && text.split(/[\s(),;:]+/).includes(number);
}
