import { agreementNumberIn, mentions } from './agreement-number';

describe('the number of an agreement', () => {
  it.each([
    ['001', '001'],
    [' № 001 ', '001'],
    ['Договор №001', '001'],
    ['Договор 001', '001'],
    ['договор№001', '001'],
    ['N-001', 'N-001'],
    ['ДОГ-15/2', 'ДОГ-15/2'],
    ['Договорный-1', 'Договорный-1'],
    ['', null],
    ['№', null],
  ])('in %j is %j', (text, number) => {
    expect(agreementNumberIn(text)).toBe(number);
  });

  it.each([
    ['001 (ООО Связь)', true],
    ['ООО Связь: 001', true],
    ['001', false],
    ['001/2', false],
    ['1001', false],
  ])('001 is mentioned in %j: %p', (text, is) => {
    expect(mentions(text, '001')).toBe(is);
  });
});
