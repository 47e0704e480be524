import { stringify } from 'lossless-json';
import { scalarText, STANDARD_FORM, tokenFits, type TokenForm } from './token';
import type { WireObject } from './wire-values';

type TextOf = TokenForm['textOf'];

/** Every field that the bank's protocol v2 names for one of its notifications. */
const DOCUMENTED = new Set(
  [
    'TerminalKey OrderId Success Status PaymentId ErrorCode Message Details Amount RebillId CardId Pan ExpDate',
    'ErrorMessage FiscalNumber ShiftNumber ReceiptDatetime FnNumber EcrRegNumber FiscalDocumentNumber',
    'FiscalDocumentAttribute Type Ofd Url QrCodeUrl CalculationPlace CashierName SettlePlace',
    'CustomerKey RequestKey NotificationType AccountToken BankMemberId BankMemberName',
  ].flatMap((line) => line.split(' ')),
);

const booleans: Readonly<Record<string, (value: boolean) => string>> = {
  boolean_as_json: String,
  true_as_1_false_as_nothing: (value) => (value ? '1' : ''),
  true_as_1_false_as_0: (value) => (value ? '1' : '0'),
  boolean_capitalised: (value) => (value ? 'True' : 'False'),
};

/** JSON as Python's `json.dumps` spaces it. Strings stand first in the pattern, so that none is changed inside. */
function spacedJson(value: object): string {
  const json = stringify(value) ?? '';
  return json.replace(/"(?:[^"\\]|\\.)*"|[,:]/g, (part) => (part.length === 1 ? `${part} ` : part));
}

const nested: Readonly<Record<string, (value: object) => string | null>> = {
  nested_left_out: () => null,
  nested_as_json: (value) => stringify(value) ?? null,
  nested_as_spaced_json: spacedJson,
};

function textsOf(boolean: (value: boolean) => string, object: (value: object) => string | null): TextOf {
  return (value) => {
    if (typeof value === 'boolean') return boolean(value);
    const text = scalarText(value);
    return text === null && typeof value === 'object' && value !== null ? object(value) : text;
  };
}

function form(change: Partial<TokenForm>): TokenForm {
  return { ...STANDARD_FORM, ...change };
}

function leavingOut(isLeftOut: (key: string, value: unknown) => boolean): TokenForm {
  return form({ textOf: (value, key) => (isLeftOut(key, value) ? null : scalarText(value)) });
}

const combined = Object.entries(booleans).flatMap(([booleanName, boolean]) =>
  Object.entries(nested)
    .map(([nestedName, object]) => ({
      name: `${booleanName}, ${nestedName}`,
      form: form({ textOf: textsOf(boolean, object) }),
    }))
    .filter(({ name }) => name !== 'boolean_as_json, nested_left_out'),
);

/** Forms that clients of the bank have met or made by mistake. A short list: whoever sends a wrong token makes us try it. */
const OTHER_FORMS: readonly { readonly name: string; readonly form: TokenForm }[] = [
  ...combined,
  { name: 'success_left_out', form: leavingOut((key) => key === 'Success') },
  {
    name: 'json_text_left_out',
    form: leavingOut((_key, value) => typeof value === 'string' && /^[[{]/.test(value)),
  },
  { name: 'undocumented_left_out', form: leavingOut((key) => !DOCUMENTED.has(key)) },
  { name: 'null_as_text', form: form({ textOf: (value) => (value === null ? 'null' : scalarText(value)) }) },
  { name: 'locale_order', form: form({ compareKeys: (a, b) => a.localeCompare(b, 'en') }) },
  { name: 'password_last', form: form({ passwordPlace: 'last' }) },
];

/**
 * The name of the known other form that a token fits, or null. A fit proves that the sender knows the password and puts
 * messages together otherwise than the protocol says, so that the way of signing has changed rather than the secret.
 * Nothing may be done on the strength of it but to raise an alarm.
 */
export function otherFormOf(fields: WireObject, received: string, password: string): string | null {
  return OTHER_FORMS.find((other) => tokenFits(fields, received, password, other.form))?.name ?? null;
}
