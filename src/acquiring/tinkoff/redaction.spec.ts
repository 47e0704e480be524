import { readNotification } from './read-notification';
import { redactMessage, redactText } from './redaction';
import { parseWireObject } from './wire-values';

const TERMINAL = '1700000000001DEMO';
const TOKEN = '3366999d288044c9a5f9e48e698c737e70cb94f493aac46a86d90de4058295b5';
const redact = (message: object): string => redactMessage(parseWireObject(JSON.stringify(message)), TERMINAL);

describe('a body that is kept', () => {
  it('loses token, binding, card and expiry, and keeps what is evidence', () => {
    const body = redact({
      TerminalKey: TERMINAL,
      OrderId: '01HZY0000000000000000001AB',
      Success: true,
      PaymentId: 9100000001,
      Amount: 50000,
      RebillId: 1741204285536,
      CardId: 512345678,
      AccountToken: 'acc-1',
      ExpDate: '1230',
      Pan: '430000******0777',
      Token: TOKEN,
    });
    expect(JSON.parse(body)).toEqual({
      TerminalKey: TERMINAL,
      OrderId: '01HZY0000000000000000001AB',
      Success: true,
      PaymentId: 9100000001,
      Amount: 50000,
      RebillId: '[redacted]',
      CardId: '[redacted]',
      AccountToken: '[redacted]',
      ExpDate: '[redacted]',
      Pan: '****0777',
      Token: '[redacted]',
    });
  });

  it('loses e-mails, phones and names of the payer, wherever they stand', () => {
    const body = redact({
      Data: {
        Phone: 79001234567,
        email: 'a@b.example',
        S_lastname: 'Иванов',
        note: 'call +7 (900) 123-45-67 or a@b.example',
      },
      Receipt: { Email: 'a@b.example', Items: [{ Price: 100, Name: 'Интернет' }] },
      Message: 'sent to a@b.example, 89001234567',
    });
    expect(body).not.toMatch(/b\.example|900|Иванов/);
    expect(body).toContain('"Price":100');
  });

  it('keeps numbers of a cash register and loses the same field with a card number in it', () => {
    expect(redact({ FnNumber: '9960440300000001' })).toContain('9960440300000001');
    expect(redact({ FnNumber: '4300000000000777' })).not.toContain('4300000000000777');
  });

  it('keeps every digit of a number', () => {
    expect(redactMessage(parseWireObject('{"PaymentId":12345678901234567891,"x":1.50}'), TERMINAL)).toBe(
      '{"PaymentId":12345678901234567891,"x":1.50}',
    );
  });

  const CARD = '4300000000000777';
  it.each([
    ['an unmasked Pan', JSON.stringify({ Pan: CARD })],
    ['a Pan that is a number', `{"Pan":${CARD}}`],
    ['a number under an unknown name', `{"Novelty":${CARD}}`],
    ['text under an unknown name', JSON.stringify({ Novelty: `card ${CARD}.` })],
    ['groups of four', JSON.stringify({ Novelty: '4300 0000 0000 0777' })],
    ['an order number', JSON.stringify({ OrderId: CARD })],
    ['a payment number', `{"PaymentId":${CARD}}`],
    ['a name', JSON.stringify({ [CARD]: 1 })],
    ['depth', JSON.stringify({ Data: [{ a: { Pan: CARD } }, [CARD]] })],
    ['JSON in a text', JSON.stringify({ Data: JSON.stringify({ pan: CARD }) })],
    ['a form', `Pan=${CARD}&x=1`],
    ['broken JSON', `{"Pan":"${CARD}","x"`],
    ['XML', `<a><pan>${CARD}</pan></a>`],
    ['UTF-16', Buffer.from(`{"Pan":"${CARD}"}`, 'utf16le').toString('latin1')],
    ['the edge of what is kept', `${'x'.repeat(2040)}${CARD}`],
  ])('never holds a card number: %s', (_where, text) => {
    const { redactedBody } = readNotification(Buffer.from(text), { terminalKey: TERMINAL, password: 'p' });
    expect(redactedBody.replace(/\D/g, '')).not.toMatch(/4300000000/);
  });

  it.each([
    ['JSON', JSON.stringify({ RebillId: 12345, Token: TOKEN, Data: { token: TOKEN, REBILLID: '12345' } })],
    ['JSON in a text', JSON.stringify({ DATA: JSON.stringify({ RebillId: '12345', Token: TOKEN }) })],
    ['broken JSON', `{"RebillId":12345,"Token" : "${TOKEN}"`],
    ['JSON cut inside the token', `{"RebillId":"12345","Token":"${TOKEN.slice(0, 30)}`],
    ['a form', `RebillId=12345&Token=${TOKEN}`],
    ['XML', `<RebillId>12345</RebillId><Token>${TOKEN}</Token>`],
    ['loose text', `RebillId: 12345 ${TOKEN}`],
  ])('never holds a token or a binding: %s', (_where, text) => {
    const { redactedBody } = readNotification(Buffer.from(text), { terminalKey: TERMINAL, password: 'p' });
    expect(redactedBody).not.toContain(TOKEN.slice(0, 20));
    expect(redactedBody).not.toContain('12345');
  });

  it('that is no JSON is cut to 2 KB', () => {
    expect(redactText('x'.repeat(60_000))).toHaveLength(2048);
  });

  it.each([
    '"'.repeat(65_000),
    '1 '.repeat(32_000),
    'token '.repeat(10_000),
    'a@'.repeat(32_000),
    '+7 ('.repeat(16_000),
  ])('is made in reasonable time whatever comes', (text) => {
    const started = performance.now();
    redactText(text);
    redact({ text });
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
