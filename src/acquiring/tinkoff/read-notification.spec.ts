import { stringify } from 'lossless-json';
import { readNotification } from './read-notification';
import { tokenOf } from './token';
import { parseWireObject } from './wire-values';

const SECRETS = { terminalKey: '1700000000001DEMO', password: 'demo$Secret' };
const PAYMENT = {
  TerminalKey: SECRETS.terminalKey,
  OrderId: '01HZY0000000000000000001AB',
  Success: true,
  Status: 'CONFIRMED',
  PaymentId: 9100000001,
  ErrorCode: '0',
  Amount: 50000,
  Pan: '430000******0777',
};

const read = (text: string) => readNotification(Buffer.from(text, 'utf8'), SECRETS);
const readSigned = (message: object, password = SECRETS.password) => {
  const token = tokenOf(parseWireObject(JSON.stringify(message)), password);
  return read(JSON.stringify({ ...message, Token: token }));
};

describe('a notification signed by the bank', () => {
  it('about a payment is a statement, with the id as text', () => {
    expect(readSigned(PAYMENT)).toMatchObject({
      kind: 'status',
      status: {
        orderId: PAYMENT.OrderId,
        acquirerPaymentId: '9100000001',
        terminal: SECRETS.terminalKey,
        state: 'confirmed',
        rawStatus: 'CONFIRMED',
        amountKopecks: 50000,
        errorCode: null,
        source: 'notification',
      },
    });
  });

  it.each([
    [
      'a decline with its code',
      { Success: false, Status: 'REJECTED', ErrorCode: '1051' },
      'attempt_failed',
      '1051',
    ],
    ['Success that contradicts Status', { Success: false }, 'confirmed', null],
    ['a status never seen', { Status: 'NOVELTY' }, 'unrecognised', null],
    ['fields never seen', { Novelty: 1, Data: { Amount: 1 }, More: [null] }, 'confirmed', null],
    ['an id as text', { PaymentId: '9100000001' }, 'confirmed', null],
    ['an upper-case hex', {}, 'confirmed', null],
  ])('may have %s', (_what, change, state, errorCode) => {
    expect(readSigned({ ...PAYMENT, ...change })).toMatchObject({
      kind: 'status',
      status: { state, errorCode },
    });
  });

  it.each([[undefined], [0.5], ['many'], [-50000]])('with %p for a sum names none', (Amount) => {
    expect(readSigned({ ...PAYMENT, Amount })).toMatchObject({
      kind: 'status',
      status: { amountKopecks: null },
    });
  });

  it.each([
    ['a receipt', { ...PAYMENT, Status: 'RECEIPT' }, 'RECEIPT', PAYMENT.OrderId],
    ['a bound card', { TerminalKey: SECRETS.terminalKey, NotificationType: 'LINKCARD' }, 'LINKCARD', null],
    ['a bound account', { ...PAYMENT, NotificationType: 'LINKACCOUNT' }, 'LINKACCOUNT', PAYMENT.OrderId],
    ['an unreadable kind', { ...PAYMENT, NotificationType: { a: 1 } }, 'unknown', PAYMENT.OrderId],
  ])('about %s is no statement about a payment', (_what, message, subject, orderId) => {
    expect(readSigned(message)).toMatchObject({ kind: 'other', subject, orderId });
  });

  it.each(['OrderId', 'PaymentId', 'Status'])('about a payment without %s is malformed', (name) => {
    expect(readSigned({ ...PAYMENT, [name]: undefined })).toMatchObject({
      kind: 'refused',
      reason: 'malformed',
    });
  });

  it('keeps every digit of a long id', () => {
    const message = parseWireObject(
      `{"TerminalKey":"${SECRETS.terminalKey}","PaymentId":12345678901234567891,"OrderId":"A","Status":"NEW"}`,
    );
    const text = stringify({ ...message, Token: tokenOf(message, SECRETS.password) }) ?? '';
    expect(read(text)).toMatchObject({ status: { acquirerPaymentId: '12345678901234567891' } });
  });
});

describe('a notification is refused', () => {
  it.each([
    ['no JSON', 'not json', 'malformed'],
    ['nothing', '', 'malformed'],
    ['an array', '[]', 'malformed'],
    ['text', '"OK"', 'malformed'],
    ['two values under one key', '{"TerminalKey":"a","TerminalKey":"b"}', 'malformed'],
    ['depth without end', '['.repeat(60_000), 'malformed'],
    ['no token', JSON.stringify(PAYMENT), 'unsigned'],
    ['a token that is no text', JSON.stringify({ ...PAYMENT, Token: 1 }), 'unsigned'],
    ['an empty token', JSON.stringify({ ...PAYMENT, Token: '' }), 'unsigned'],
    ['another terminal', JSON.stringify({ ...PAYMENT, TerminalKey: 'T2', Token: 'x' }), 'foreign_terminal'],
    ['no terminal', JSON.stringify({ Token: 'x' }), 'foreign_terminal'],
    ['a wrong token', JSON.stringify({ ...PAYMENT, Token: 'a'.repeat(64) }), 'bad_token'],
  ])('for %s', (_what, text, reason) => {
    expect(read(text)).toMatchObject({ kind: 'refused', reason });
  });

  it('for bytes that are no UTF-8', () => {
    expect(readNotification(Buffer.from([0x7b, 0xff, 0x7d]), SECRETS)).toMatchObject({ reason: 'malformed' });
  });

  it('for a signature with another password', () => {
    expect(readSigned(PAYMENT, 'another')).toMatchObject({ kind: 'refused', reason: 'bad_token' });
  });

  it('with an alarm of its own when the token fits another form of the message', () => {
    const Token = tokenOf({ ...PAYMENT, Success: 'True' }, SECRETS.password);
    const reading = read(JSON.stringify({ ...PAYMENT, Token }));
    expect(reading).toMatchObject({
      kind: 'refused',
      reason: 'canonical_form_changed',
      orderId: PAYMENT.OrderId,
    });
  });

  it('when a signed sum was changed', () => {
    const Token = tokenOf(PAYMENT, SECRETS.password);
    expect(read(JSON.stringify({ ...PAYMENT, Amount: 1, Token }))).toMatchObject({ reason: 'bad_token' });
  });

  it.each([
    ['as it came', 'A-1', 'A-1'],
    ['cut', 'x'.repeat(500), 'x'.repeat(36)],
    ['masked', '4300000000000777', '[masked]'],
    ['not at all when it is no text', { a: 1 }, null],
  ])('and its order is told %s', (_how, OrderId, orderId) => {
    expect(read(JSON.stringify({ OrderId }))).toMatchObject({ reason: 'unsigned', orderId });
  });
});
