import fc from 'fast-check';
import type { Contract } from '../../contract/contract';

type Json = Readonly<Record<string, unknown>>;

/** Texts for what a pattern or a length alone would make too dull, by the name of the field. */
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  login: ['001940', '001950', '777777', ' 001940', '001940\u0000', 'ЛОГИН', '<a>', "' OR 1=1", '\ud800', '%'],
  password: ['demo', 'nope', ' ', '\u0007', ']]>', '&amp;', '🙂', '\r\n'],
  agreementId: ['1940', '1941', '1950', '999999', '9223372036854775807', '9999999999999999999'],
  returnUrl: [
    ...[
      'https://lk.example/back',
      'https://lk.example:443/',
      'https://lk.example@evil.example/',
      'https://evil.example/',
    ],
    ...[
      'https://lk.example/воз врат',
      'https://lk.example\\@evil.example/',
      'https://LK.example/',
      'https://lk.example/?a=<b>',
    ],
    ...[
      'https://lk.example.evil.example/',
      'https://user:pw@lk.example/',
      'https://lk.example./',
      'http://lk.example/',
    ],
  ],
};

const SUMS = [1, 999, 1000, 50_000, 1_500_000, 1_500_001, 9_999_999_999];

function textOf(schema: Json): fc.Arbitrary<string> {
  const least = Number(schema['minLength'] ?? 0);
  const most = Math.min(Number(schema['maxLength'] ?? 40), 300);
  const plain = fc.string({ minLength: least, maxLength: most, unit: 'binary' });
  const pattern = schema['pattern'];
  if (typeof pattern !== 'string') return plain;
  return fc.stringMatching(new RegExp(pattern)).map((text) => text.slice(0, Math.max(most, 128)));
}

/** Values that a schema allows, and now and then others of its kind. */
function fromSchema(contract: Contract, schema: Json, name: string): fc.Arbitrary<unknown> {
  const reference = schema['$ref'];
  if (typeof reference === 'string') return valuesOf(contract, reference.slice(1), name);
  const words = schema['enum'];
  if (Array.isArray(words)) return fc.constantFrom(...(words as unknown[]));
  const types = [schema['type']].flat();
  const type = types.find((one) => one !== 'null');
  const value = (): fc.Arbitrary<unknown> => {
    switch (type) {
      case 'object':
        return ofObject(contract, schema);
      case 'integer': {
        const min = Number(schema['minimum'] ?? -5);
        const max = Number(schema['maximum'] ?? 100);
        // A long wait is a long case.
        if (name === 'wait') return fc.constantFrom(0, 1);
        return name === 'amountKopecks' ? fc.constantFrom(...SUMS) : fc.integer({ min, max });
      }
      case 'boolean':
        return fc.boolean();
      default: {
        const known = TEXTS[name];
        return known
          ? fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...known) }, textOf(schema))
          : textOf(schema);
      }
    }
  };
  return types.includes('null') ? fc.oneof({ weight: 3, arbitrary: value() }, fc.constant(null)) : value();
}

function ofObject(contract: Contract, schema: Json): fc.Arbitrary<unknown> {
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, Json>>;
  const required = (schema['required'] ?? []) as readonly string[];
  const model = Object.fromEntries(
    Object.entries(properties).map(([name, inner]) => [name, fromSchema(contract, inner, name)]),
  );
  return fc.record(model, { requiredKeys: Object.keys(model).filter((name) => required.includes(name)) });
}

/** Values for the schema that stands at a place of openapi.yaml. */
export function valuesOf(
  contract: Contract,
  pointer: string,
  name = lastName(contract, pointer),
): fc.Arbitrary<unknown> {
  const found = contract.document.at(pointer);
  if (!found) throw new Error(`There is no schema at ${pointer}`);
  return fromSchema(contract, found.node, name);
}

/** The name of the parameter whose schema it is. */
function lastName(contract: Contract, pointer: string): string {
  const owner = contract.document.at(pointer.replace(/\/schema$/, ''));
  const name = owner?.node['name'];
  return typeof name === 'string' ? name : '';
}
