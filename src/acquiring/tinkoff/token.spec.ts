import fc from 'fast-check';
import { parse, stringify } from 'lossless-json';
import { otherFormOf } from './token-forms';
import { tokenFits, tokenOf } from './token';
import { parseWireObject } from './wire-values';

const PASSWORD = 'demo$Secret';

const INIT = {
  TerminalKey: '1700000000001DEMO',
  Amount: 50000,
  OrderId: '001-42',
  Description: 'Пополнение договора 001',
  CustomerKey: '1940',
  Recurrent: 'Y',
  PayType: 'O',
  Language: 'ru',
  RedirectDueDate: '2026-11-01T12:00:00+03:00',
  DATA: { Phone: '+79000000000' },
  Receipt: { Items: [] },
};
const NOTIFICATION_TEXT =
  '{"TerminalKey":"1700000000001DEMO","OrderId":"001-42","Success":true,"Status":"CONFIRMED",' +
  '"PaymentId":9100000001,"ErrorCode":"0","Amount":50000,"CardId":512345678,"Pan":"430000******0777",' +
  '"ExpDate":"1230","RebillId":1741204285536,"Data":{"Source":"cards"}}';
const NOTIFICATION = parseWireObject(NOTIFICATION_TEXT);
const CHARGE = {
  TerminalKey: '1700000000001DEMO',
  PaymentId: '9100000002',
  RebillId: '1741204285536',
  IP: '203.0.113.7',
  InfoEmail: 'a@example.org',
  SendEmail: true,
};
const NOTIFICATION_TOKEN = '3366999d288044c9a5f9e48e698c737e70cb94f493aac46a86d90de4058295b5';

describe('the token of a message', () => {
  it('of an Init leaves out the objects and takes every root scalar', () => {
    expect(tokenOf(INIT, PASSWORD)).toBe('1d75f29bccb8587903a614923e93533b602400d9ade4d241ea8b3982a2f5b25e');
  });

  it('of a notification prints booleans and numbers as their JSON does', () => {
    expect(tokenOf(NOTIFICATION, PASSWORD)).toBe(NOTIFICATION_TOKEN);
  });

  it('sorts keys by bytes, so that IP goes before InfoEmail', () => {
    expect(tokenOf(CHARGE, PASSWORD)).toBe(
      '7cf3c3fc3b05eff1aed03cf5bdf93fd254db6dc551a32b3fd3c6c649e86c7d17',
    );
  });

  it('is compared whatever the case of its hex', () => {
    expect(tokenFits(NOTIFICATION, NOTIFICATION_TOKEN.toUpperCase(), PASSWORD)).toBe(true);
  });

  it.each(['', '3366', 'z'.repeat(64), `${NOTIFICATION_TOKEN}00`])('never fits when it is %j', (token) => {
    expect(tokenFits(NOTIFICATION, token, PASSWORD)).toBe(false);
  });

  it('ignores a Token and a Password that the message brings', () => {
    expect(tokenOf({ ...NOTIFICATION, Token: 'x', Password: 'y' }, PASSWORD)).toBe(NOTIFICATION_TOKEN);
  });

  it('takes part with data that come as JSON text, since the type decides and not the name', () => {
    const withText = { ...NOTIFICATION, DATA: '{"Source":"cards"}' };
    expect(tokenOf(withText, PASSWORD)).not.toBe(NOTIFICATION_TOKEN);
    expect(otherFormOf(withText, NOTIFICATION_TOKEN, PASSWORD)).toBe('json_text_left_out');
  });

  it('keeps every digit of a number beyond 2^53', () => {
    const large = (digit: string) => parseWireObject(`{"PaymentId":1234567890123456789${digit}}`);
    expect(tokenOf(large('1'), PASSWORD)).not.toBe(tokenOf(large('2'), PASSWORD));
  });
});

const scalar = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.boolean(),
  fc.bigInt(0n, 10n ** 20n).map((value) => parse(String(value))),
);
const key = fc
  .string({ minLength: 1, maxLength: 12 })
  .filter((name) => !['Token', 'Password', '__proto__'].includes(name));
const message = fc.dictionary(key, scalar, { minKeys: 1, maxKeys: 12, noNullPrototype: true });
const password = fc.string({ minLength: 1, maxLength: 20 });

describe('signing and checking', () => {
  it('agree for every message, whatever the order of its keys and the objects in it', () => {
    fc.assert(
      fc.property(message, password, (fields, secret) => {
        const token = tokenOf(fields, secret);
        const sent = stringify({ Nested: { any: [1] }, ...fields, Token: token });
        const shuffled = Object.fromEntries(Object.entries(parseWireObject(sent ?? '')).reverse());
        return tokenFits(shuffled, token, secret) || 'Nested' in fields;
      }),
    );
  });

  it('part as soon as one scalar is changed', () => {
    fc.assert(
      fc.property(message, password, scalar, fc.nat(), (fields, secret, other, index) => {
        const names = Object.keys(fields);
        const name = names[index % names.length] ?? '';
        fc.pre(String(fields[name]) !== String(other));
        return !tokenFits({ ...fields, [name]: other }, tokenOf(fields, secret), secret);
      }),
    );
  });

  it('part under another password', () => {
    fc.assert(
      fc.property(message, password, password, (fields, one, two) => {
        fc.pre(one !== two);
        return !tokenFits(fields, tokenOf(fields, one), two);
      }),
    );
  });
});
