import { DISCREPANCY_CLASSES } from '../books/discrepancy';
import { EXPLANATIONS } from './explanations';

describe('the explanations', () => {
  it.each(DISCREPANCY_CLASSES)('of %s are whole sentences in both languages', (name) => {
    const { title, explanation, action } = EXPLANATIONS[name];
    expect(title.ru).toMatch(/^[А-ЯЁ]/);
    expect(title.en).toMatch(/^[A-Z]/);
    for (const { ru, en } of [explanation, action]) {
      expect(ru).toMatch(/^[А-ЯЁ].*\.$/);
      expect(en).toMatch(/^[A-Z].*\.$/);
    }
  });
});
