/**
 * Pages read the way independent scrapers read them: by regular expressions over the markup that lbweb facts name, and
 * in ignorance of how this stand-in writes it.
 */
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: '\u00a0',
  '#039': "'",
  '#8239': '\u202f',
};

export function decoded(html: string): string {
  return html.replace(/&(#?\w+);/g, (entity, name: string) => ENTITIES[name] ?? entity);
}

/** What a reader sees of a piece of markup. */
export function textIn(html: string): string {
  return decoded(html.replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();
}

/** The first group of the expression, as text. */
export function found(html: string, expression: RegExp): string | undefined {
  const match = expression.exec(html);
  return match ? textIn(match[1] ?? '') : undefined;
}

/** lbweb facts 7: the currency word first, then all but digits, signs and separators. */
export function kopecksIn(text: string): number {
  const number = text
    .replace(/руб\.?|р\.|₽/i, '')
    .replace('\u2212', '-')
    .replace(/[^\d,.-]/g, '')
    .replace(',', '.');
  const match = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(number);
  if (!match) throw new Error(`no sum in "${text}"`);
  const kopecks = Number((match[2] ?? '') + (match[3] ?? '').padEnd(2, '0'));
  return match[1] === '-' ? -kopecks : kopecks;
}

export function attribute(tag: string, name: string): string | undefined {
  const match = new RegExp(`\\b${name}="([^"]*)"`).exec(tag);
  return match ? decoded(match[1] ?? '') : undefined;
}

/** Fields of the first form whose markup fits, hidden ones included, and where it goes. */
export function formIn(
  html: string,
  mark: RegExp,
): { action: string; method: string; fields: Record<string, string> } {
  const form = [...html.matchAll(/<form[\s\S]*?<\/form>/g)]
    .map(([text]) => text)
    .find((text) => mark.test(text));
  if (form === undefined) throw new Error(`no form with ${String(mark)}`);
  const inputs = [...form.matchAll(/<input\b[^>]*>/g)].map(([tag]) => [
    attribute(tag, 'name') ?? '',
    attribute(tag, 'value') ?? '',
  ]);
  const opening = /<form[^>]*>/.exec(form)?.[0] ?? '';
  return {
    action: attribute(opening, 'action') ?? '',
    method: attribute(opening, 'method') ?? 'get',
    fields: Object.fromEntries(inputs) as Record<string, string>,
  };
}

/** The balance, wherever a theme shows it: in the order of lbweb facts 3.2. */
export function balanceIn(html: string): number {
  const text =
    found(html, /<span[^>]+class="balance-home"[^>]*>([\s\S]*?)<\/span>/) ??
    found(html, /panel-form-item-balance[\s\S]*?<span[^>]*>([\s\S]*?)<\/span>/) ??
    found(html, /class="agreements-grid-row-\d+"[\s\S]*?(?:<a[^>]+payment\/pay[^>]*>([^<П]+)<\/a>)/) ??
    found(html, /<td>([^<]+)\(<a[^>]*>Пополнить баланс<\/a>\)/);
  if (text === undefined) throw new Error('page changed: no balance');
  return kopecksIn(text);
}

/** Cells of each row with a class, by the title of their column. */
export function historyIn(html: string): Record<string, string>[] {
  const table = /<table[^>]+panel-grid-statistics[\s\S]*?<\/table>/.exec(html)?.[0] ?? '';
  return [...table.matchAll(/<tr\s+class[^>]*>([\s\S]*?)<\/tr>/g)].map(([, row = '']) =>
    Object.fromEntries(
      [...row.matchAll(/<td[^>]*label="([^"]*)"[^>]*>([\s\S]*?)<\/td>/g)].map(
        ([, column = '', cell = '']) => [column, textIn(cell)],
      ),
    ),
  );
}

/** Values of labelled panel rows. */
export function panelValueIn(html: string, label: RegExp): string | undefined {
  return found(
    html,
    new RegExp(`${label.source}</div>\\s*<div[^>]*panel-form-item-value[^>]*>([\\s\\S]*?)</div>`),
  );
}

export function alertIn(html: string, kind: 'error' | 'success' | 'info'): string | undefined {
  return found(html, new RegExp(`<div[^>]+class="[^"]*\\balert-${kind}\\b[^"]*"[^>]*>([\\s\\S]*?)</div>`));
}
