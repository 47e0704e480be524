const SEPARATORS = [';', '\t', ','] as const;

/** What stands between the cells of a heading, by what it has most of outside of quotes; `;` when it has none. */
export function separatorOf(text: string): string {
  const [heading = ''] = text.trimStart().split(/[\r\n]/, 1);
  const bare = heading.replace(/"[^"]*"/g, '');
  const countOf = (separator: string): number => bare.split(separator).length;
  return SEPARATORS.reduce((best, next) => (countOf(next) > countOf(best) ? next : best));
}
