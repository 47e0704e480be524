import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DISCREPANCY_CLASSES } from '../books/discrepancy';
import { actor, named, t, WORDS } from './page/words.mjs';

const PAGE = join(__dirname, 'page');

function modules(): string[] {
  return readdirSync(PAGE, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.mjs') && !name.startsWith('words'))
    .map((name) => readFileSync(join(PAGE, name), 'utf8'));
}

describe('the words of the page', () => {
  it('has both languages for every text, with the same marks in both', () => {
    const marks = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
    for (const [name, [ru, en]] of Object.entries(WORDS)) {
      expect([name, ru === '', en === '']).toEqual([name, false, false]);
      expect([name, ...marks(ru)]).toEqual([name, ...marks(en)]);
    }
  });

  it('has a text for every name that the page asks for', () => {
    const asked = modules().flatMap((text) =>
      [...text.matchAll(/\bt\('([\w.]+)'/g)].map(([, name]) => name!),
    );
    expect(asked.length).toBeGreaterThan(100);
    expect(asked.filter((name) => !(name in WORDS))).toEqual([]);
  });

  it('has a name for every class of discrepancy', () => {
    expect(DISCREPANCY_CLASSES.filter((word) => named('class', word) === word)).toEqual([]);
  });

  it('shows a word that it does not know as it came', () => {
    expect(named('class', 'quite_new')).toBe('quite_new');
    expect(named('class', null)).toBe('—');
    expect(t('downloaded', { name: 'акт.xlsx' })).toBe('Скачано: акт.xlsx');
    expect([actor('key:anna'), actor('worker:reconciliation'), actor(null)]).toEqual(['anna', 'сервис', '—']);
  });

  it('is never put into the page as markup', () => {
    for (const text of modules())
      expect(text).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write/);
  });
});
