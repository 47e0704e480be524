import { parseArgs } from 'node:util';
import { portFrom, textFrom } from '../shared/environment';
import { DEMO_PASSWORD, DEMO_TERMINAL_KEY } from './settings';

export interface NotifyArguments {
  readonly help: boolean;
  readonly orderId: string;
  readonly status: string;
  readonly amount: number | undefined;
  readonly paymentId: string | undefined;
  readonly url: string;
  readonly terminalKey: string;
  readonly password: string;
  readonly overrides: Readonly<Record<string, unknown>>;
  readonly badToken: boolean;
  readonly printOnly: boolean;
  /** Where a running stand-in is asked for what was not given. */
  readonly bankUrl: string;
}

export const HELP = `Sends one signed notification of the bank to the service, about any order and with any status.

  npm run notify -- --order ORDER --status CONFIRMED [more]

  --order ORDER         our order number (OrderId)
  --status STATUS       AUTHORIZED, CONFIRMED, REJECTED, REFUNDED, ... any word
  --amount N            sum in kopecks; asked of a running bank stand-in when left out
  --payment-id N        the bank's payment number; asked of the stand-in when left out
  --url URL             where to; http://127.0.0.1:3000/v1/tinkoff/notifications when left out
  --terminal-key KEY    TINKOFF_TERMINAL_KEY, or the demo terminal
  --password PASSWORD   TINKOFF_PASSWORD, or the demo password
  --set Key=Value       put a field over the body before it is signed, as often as needed;
                        123, true, null and {...} are taken as JSON, null takes the field out
  --bad-token           spoil the signature
  --print               only print the signed body, send nothing
  --help                this text

It prints the body and the answer. It ends with 0 when the answer was 200 and OK, otherwise with 1.
`;

function wholeNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value)) {
    throw new Error(`--${name}: a whole number is expected, not "${text}"`);
  }
  return value;
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function override(setting: string): [string, unknown] {
  const at = setting.indexOf('=');
  if (at < 1) throw new Error(`--set: Key=Value is expected, not "${setting}"`);
  return [setting.slice(0, at), jsonOrText(setting.slice(at + 1))];
}

/** @throws Error with one clear line. */
export function readArguments(words: readonly string[]): NotifyArguments {
  const { values } = parseArgs({
    args: [...words],
    options: {
      order: { type: 'string' },
      status: { type: 'string' },
      amount: { type: 'string' },
      'payment-id': { type: 'string' },
      url: { type: 'string', default: 'http://127.0.0.1:3000/v1/tinkoff/notifications' },
      'terminal-key': { type: 'string', default: textFrom('TINKOFF_TERMINAL_KEY', DEMO_TERMINAL_KEY) },
      password: { type: 'string', default: textFrom('TINKOFF_PASSWORD', DEMO_PASSWORD) },
      set: { type: 'string', multiple: true, default: [] },
      'bad-token': { type: 'boolean', default: false },
      print: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (!values.help && (!values.order || !values.status)) throw new Error('--order and --status are needed');
  return {
    help: values.help,
    orderId: values.order ?? '',
    status: values.status ?? '',
    amount: wholeNumber('amount', values.amount),
    paymentId: wholeNumber('payment-id', values['payment-id'])?.toString(),
    url: values.url,
    terminalKey: values['terminal-key'],
    password: values.password,
    overrides: Object.fromEntries(values.set.map(override)),
    badToken: values['bad-token'],
    printOnly: values.print,
    bankUrl: `http://127.0.0.1:${portFrom('SANDBOX_BANK_PORT', 3001)}`,
  };
}
