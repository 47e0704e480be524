import { createHash } from 'node:crypto';
import { otherFormOf } from './token-forms';
import { tokenFits, tokenOf } from './token';
import { parseWireObject } from './wire-values';

const PASSWORD = 'demo$Secret';
const FIELDS = parseWireObject(
  '{"TerminalKey":"1700000000001DEMO","OrderId":"001-42","Success":true,"Status":"CONFIRMED",' +
    '"PaymentId":9100000001,"ErrorCode":"0","Amount":50000,"CardId":512345678,"Pan":"430000******0777",' +
    '"ExpDate":"1230","RebillId":1741204285536,"Data":{"Source":"cards"}}',
);

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const joined = (success: string, before = '', after = ''): string =>
  `5000051234567801230${before}001-42430000******0777demo$Secret91000000011741204285536CONFIRMED${success}` +
  `1700000000001DEMO${after}`;

describe('a token that does not fit by the protocol', () => {
  it.each([
    ['true_as_1_false_as_nothing, nested_left_out', 'c24e886e', sha256(joined('1'))],
    ['boolean_capitalised, nested_left_out', '3cdae0e9', sha256(joined('True'))],
    ['success_left_out', '788eb11a', sha256(joined(''))],
    [
      'boolean_as_json, nested_as_json',
      '953475f9',
      sha256(
        '50000512345678{"Source":"cards"}01230001-42430000******0777demo$Secret91000000011741204285536CONFIRMEDtrue' +
          '1700000000001DEMO',
      ),
    ],
  ])('is known as %s', (name, published, token) => {
    expect(token.slice(0, 8)).toBe(published);
    expect(tokenFits(FIELDS, token, PASSWORD)).toBe(false);
    expect(otherFormOf(FIELDS, token, PASSWORD)).toBe(name);
  });

  it('is known by the locale order of its keys', () => {
    const charge = {
      TerminalKey: '1700000000001DEMO',
      PaymentId: '9100000002',
      RebillId: '1741204285536',
      IP: '203.0.113.7',
      InfoEmail: 'a@example.org',
      SendEmail: true,
    };
    const token = sha256('a@example.org203.0.113.7demo$Secret91000000021741204285536true1700000000001DEMO');
    expect(token.slice(0, 8)).toBe('8a96cab0');
    expect(otherFormOf(charge, token, PASSWORD)).toBe('locale_order');
  });

  it.each([
    ['undocumented_left_out', { ...FIELDS, Novelty: 'x' }, tokenOf(FIELDS, PASSWORD)],
    ['null_as_text', { Status: 'NEW', Message: null }, sha256('nulldemo$SecretNEW')],
    ['password_last', { Status: 'NEW', Amount: 1 }, sha256('1NEWdemo$Secret')],
    ['true_as_1_false_as_0, nested_left_out', { Success: false }, sha256('demo$Secret0')],
    [
      'true_as_1_false_as_nothing, nested_as_spaced_json',
      { Success: true, Data: { a: 'b:c,d', e: ['"', 1] } },
      sha256('{"a": "b:c,d", "e": ["\\"", 1]}demo$Secret1'),
    ],
  ])('is known as %s', (name, fields, token) => {
    expect(otherFormOf(fields, token, PASSWORD)).toBe(name);
  });

  it('is of no known form under another password', () => {
    expect(otherFormOf(FIELDS, tokenOf(FIELDS, 'another'), PASSWORD)).toBeNull();
  });
});
