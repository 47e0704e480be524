import { displayedKopecks, exactKopecks, plainDecimal, suggestedKopecks } from './decimals';

describe('figures as the core prints them', () => {
  it.each([
    ['1e-05', '0.00001'],
    ['-1.7763568394002505e-15', '-0.0000000000000017763568394002505'],
    ['1.5e+3', '1500'],
    ['+12.5e1', '125'],
    ['1234.5e-2', '12.345'],
    ['007.50', '7.50'],
    ['5.', '5'],
  ])('%s is %s', (text, expected) => {
    expect(plainDecimal(text)).toBe(expected);
  });

  it.each(['', 'nan', '-inf', '1,5', '0x10', '1e', '--1'])('refuses %j', (text) => {
    expect(() => plainDecimal(text)).toThrow(RangeError);
  });

  it('rounds for display, half away from zero', () => {
    expect(displayedKopecks('433.335')).toBe(43_334);
    expect(displayedKopecks('-0.0049')).toBe(0);
    expect(displayedKopecks('')).toBe(0);
  });

  it.each([
    ['486.091705', 48_610],
    ['500.00', 50_000],
    ['500.001', 50_001],
    ['0.30000000000000004', 30],
    ['499.99999999999994', 50_000],
    ['1e-05', 1],
    ['1e-12', 0],
    ['-0.5', 0],
    ['0', 0],
  ])('suggests for %s no less than is due: %d', (text, expected) => {
    expect(suggestedKopecks(text)).toBe(expected);
  });

  it('suggests nothing for what is no sum', () => {
    for (const text of ['', 'nan', '1e300']) expect(() => suggestedKopecks(text)).toThrow(RangeError);
  });

  it.each([
    ['433.32999999999998', 43_333],
    ['433.33', 43_333],
    ['433.335', null],
    ['433.33499999999998', null],
    ['0.01', 1],
    ['-150', -15_000],
    ['1e3', 100_000],
    ['', null],
    ['nan', null],
    ['1e300', null],
  ])('exactly, %s is %p', (text, expected) => {
    expect(exactKopecks(text)).toBe(expected);
  });

  it('takes the 17-digit print of every sum of kopecks for that sum', () => {
    let wrong = 0;
    for (let sum = 1; sum <= 300_000; sum += 7) {
      const print = Number(
        `${String(Math.floor(sum / 100))}.${String(sum % 100).padStart(2, '0')}`,
      ).toPrecision(17);
      if (exactKopecks(print) !== sum) wrong += 1;
    }
    expect(wrong).toBe(0);
  });
});
