import { isIP } from 'node:net';
import { isObject, numberText, wholeNumber, type JsonObject } from './json';
import { Refusal } from './refusal';

/** What one field of a request must be. */
export interface Field {
  readonly required?: boolean;
  /** @throws Refusal when the value does not fit. */
  readonly check: (name: string, value: unknown) => void;
}

export type Fields = Readonly<Record<string, Field>>;

/** Fields of every request. */
const COMMON = ['TerminalKey', 'Token'];

function mustBeText(name: string, value: unknown): string {
  if (typeof value !== 'string') throw new Refusal('1', `${name}: ожидается строка`);
  return value;
}

export function text(limits: { max: number; sizeCode?: string; required?: boolean }): Field {
  return {
    required: limits.required ?? false,
    check: (name, value) => {
      const length = mustBeText(name, value).length;
      const tooShort = limits.required === true && length === 0;
      if (tooShort || length > limits.max) {
        throw new Refusal(limits.sizeCode ?? '1', `${name}: длина ${length}, можно от 1 до ${limits.max}`);
      }
    },
  };
}

export function oneOf(...values: readonly string[]): Field {
  return {
    check: (name, value) => {
      if (!values.includes(mustBeText(name, value))) {
        throw new Refusal('1', `${name}: ожидается одно из ${values.join(', ')}`);
      }
    },
  };
}

/** Whole kopecks: a JSON number of 1 to 10 digits. */
export function kopecks(limits: { required?: boolean } = {}): Field {
  return {
    required: limits.required ?? false,
    check: (name, value) => {
      const written = numberText(value);
      if (written === undefined) throw new Refusal('247', `${name}: ожидается число`);
      const amount = wholeNumber(value);
      if (amount === undefined || amount > 9_999_999_999) {
        throw new Refusal('240', `${name}: ${written}, ожидается целое число копеек до 10 цифр`);
      }
      if (amount < 1) throw new Refusal('251', `${name}: ${written}, можно от 1 копейки`);
    },
  };
}

/** An address of at most 250 characters (the terminal's own addresses have that limit too). */
export function url(): Field {
  return {
    check: (name, value) => {
      const address = mustBeText(name, value);
      const parsed = URL.canParse(address) ? new URL(address) : undefined;
      if (!parsed || !/^https?:$/.test(parsed.protocol)) {
        throw new Refusal('1', `${name}: ожидается адрес http:// или https://`);
      }
      if (address.length > 250) throw new Refusal('1', `${name}: длина ${address.length}, можно до 250`);
    },
  };
}

export function ipAddress(): Field {
  return {
    check: (name, value) => {
      if (isIP(mustBeText(name, value)) === 0) throw new Refusal('211', `${name}: не IP-адрес`);
    },
  };
}

/** The bank's id of a payment, in requests always text. */
export function paymentId(): Field {
  return text({ max: 20, sizeCode: '237', required: true });
}

export function object(typeCode = '1'): Field {
  return {
    check: (name, value) => {
      if (!isObject(value)) throw new Refusal(typeCode, `${name}: ожидается объект`);
    },
  };
}

export function array(): Field {
  return {
    check: (name, value) => {
      if (!Array.isArray(value)) throw new Refusal('1', `${name}: ожидается массив`);
    },
  };
}

/**
 * Checks the root of a request. A field that the bank does not know is refused: the bank itself would let it pass, and
 * a misspelt key would be lost in silence (bank facts: pitfalls), so the stand-in is stricter on purpose.
 * @throws Refusal
 */
export function checkFields(request: JsonObject, fields: Fields): void {
  for (const [name, value] of Object.entries(request)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!field && !COMMON.includes(name)) {
      throw new Refusal(
        '9999',
        `Неизвестное поле ${name}: опечатка? Стенд строже банка и такие поля не принимает`,
      );
    }
    if (value !== null) field?.check(name, value);
  }
  for (const [name, field] of Object.entries(fields)) {
    if (field.required === true && (request[name] ?? null) === null) {
      throw new Refusal('201', `${name}: поле не должно быть пустым`);
    }
  }
}
