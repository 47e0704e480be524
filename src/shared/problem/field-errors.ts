import type { ValidationError } from 'class-validator';
import type { FieldError, Language } from './problem';

type Words = Readonly<Record<Language, string>>;

/** Plain words for each rule of class-validator that we use. */
const WORDS: Readonly<Record<string, { readonly code: string; readonly words: Words }>> = {
  whitelistValidation: { code: 'unknown_field', words: { ru: 'Неизвестное поле.', en: 'Unknown field.' } },
  isInt: { code: 'not_an_integer', words: { ru: 'Нужно целое число.', en: 'Must be a whole number.' } },
  min: { code: 'too_small', words: { ru: 'Слишком маленькое число.', en: 'The number is too small.' } },
  max: { code: 'too_large', words: { ru: 'Слишком большое число.', en: 'The number is too large.' } },
  isString: { code: 'not_a_string', words: { ru: 'Нужна строка.', en: 'Must be a string.' } },
  isLength: { code: 'wrong_length', words: { ru: 'Недопустимая длина.', en: 'The length is not allowed.' } },
  matches: { code: 'wrong_format', words: { ru: 'Неправильный формат.', en: 'The format is wrong.' } },
  isIn: { code: 'not_in_list', words: { ru: 'Недопустимое значение.', en: 'The value is not allowed.' } },
  isUrl: {
    code: 'not_a_url',
    words: { ru: 'Нужен полный адрес http(s).', en: 'Must be a full http(s) address.' },
  },
};

const UNKNOWN_RULE = {
  code: 'invalid',
  words: { ru: 'Недопустимое значение.', en: 'The value is not allowed.' },
};

function isMissing(error: ValidationError): boolean {
  return error.value === undefined && !('whitelistValidation' in (error.constraints ?? {}));
}

/** Turns class-validator's findings into field errors, one per field. */
export function fieldErrorsOf(errors: readonly ValidationError[], prefix = ''): FieldError[] {
  return errors.flatMap((error) => {
    const pointer = `${prefix}/${error.property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (error.children?.length) return fieldErrorsOf(error.children, pointer);
    if (isMissing(error)) {
      return [
        { pointer, code: 'missing', detail: { ru: 'Обязательное поле.', en: 'The field is required.' } },
      ];
    }
    // The strictest finding first: a wrong type says more than a wrong range.
    const rule = Object.keys(WORDS).find((name) => name in (error.constraints ?? {}));
    const { code, words } = (rule === undefined ? undefined : WORDS[rule]) ?? UNKNOWN_RULE;
    return [{ pointer, code, detail: words }];
  });
}
