/** How formulas begin, also behind signs that cannot be seen, and what makes spreadsheets begin a cell anew. */
const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠\t\r\n]/u;

/** A text that no spreadsheet takes for a formula: what begins like one gets an apostrophe in front. */
export function harmless(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}
