import { languageOf, Problem, toDocument } from './problem';
import { fieldErrorsOf } from './field-errors';

describe('problem documents', () => {
  it.each([
    [undefined, 'ru'],
    ['', 'ru'],
    ['*', 'ru'],
    ['en', 'en'],
    ['en-US,en;q=0.9', 'en'],
    ['ru-RU,ru;q=0.9,en-US;q=0.8,en;q=0.7', 'ru'],
    ['de,en;q=0.5', 'en'],
    ['en;q=0.3, ru;q=0.4', 'ru'],
    ['en;q=nonsense', 'en'],
  ])('speak for %j the language %s', (header, language) => {
    expect(languageOf(header)).toBe(language);
  });

  it('fill in parameters and leave unknown marks alone', () => {
    const kind = {
      code: 'limit',
      status: 422,
      title: { ru: 'Т', en: 'T' },
      detail: { ru: 'не меньше {min} {other}', en: 'at least {min}' },
    };
    const document = toDocument(new Problem(kind, { params: { min: 10 } }), {
      language: 'ru',
      instance: '/v1/payments',
      traceId: 't-1',
    });
    expect(document).toEqual({
      type: 'urn:billing-adapter:problem:limit',
      title: 'Т',
      status: 422,
      detail: 'не меньше 10 {other}',
      instance: '/v1/payments',
      code: 'limit',
      traceId: 't-1',
    });
  });

  it('name missing, unknown and nested fields by pointer', () => {
    const errors = fieldErrorsOf([
      { property: 'amountKopecks', value: undefined, constraints: { isInt: '' } },
      { property: 'a/b', value: 1, constraints: { whitelistValidation: '' } },
      {
        property: 'outer',
        children: [{ property: 'inner', value: 'x', constraints: { isInt: '', max: '' } }],
      },
    ]);
    expect(errors.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/amountKopecks', 'missing'],
      ['/a~1b', 'unknown_field'],
      ['/outer/inner', 'not_an_integer'],
    ]);
  });
});
