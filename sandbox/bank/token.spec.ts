import { readObject } from './json';
import { signed, tokenFits, tokenOf, withBrokenToken } from './token';

const PASSWORD = 'demo$Secret';

describe('token', () => {
  it('signs an Init: every root scalar takes part, objects do not', () => {
    const init = {
      TerminalKey: '1700000000001DEMO',
      Amount: 50000,
      OrderId: '001-42',
      Description: 'Пополнение договора 001',
      CustomerKey: '1940',
      Recurrent: 'Y',
      PayType: 'O',
      Language: 'ru',
      RedirectDueDate: '2026-11-01T12:00:00+03:00',
      DATA: { Phone: '+79001234567' },
      Receipt: { Items: [] },
    };
    expect(tokenOf(init, PASSWORD)).toBe('1d75f29bccb8587903a614923e93533b602400d9ade4d241ea8b3982a2f5b25e');
  });

  it('signs a notification: booleans and numbers as JSON writes them', () => {
    const notification = {
      TerminalKey: '1700000000001DEMO',
      OrderId: '001-42',
      Success: true,
      Status: 'CONFIRMED',
      PaymentId: 9100000001,
      ErrorCode: '0',
      Amount: 50000,
      CardId: 512345678,
      Pan: '430000******0777',
      ExpDate: '1230',
      RebillId: 1741204285536,
      Data: { Source: 'cards' },
    };
    expect(tokenOf(notification, PASSWORD)).toBe(
      '3366999d288044c9a5f9e48e698c737e70cb94f493aac46a86d90de4058295b5',
    );
  });

  it('sorts keys by bytes: IP before InfoEmail', () => {
    const charge = {
      TerminalKey: '1700000000001DEMO',
      PaymentId: '9100000002',
      RebillId: '1741204285536',
      IP: '203.0.113.7',
      InfoEmail: 'a@example.org',
      SendEmail: true,
    };
    expect(tokenOf(charge, PASSWORD)).toBe(
      '7cf3c3fc3b05eff1aed03cf5bdf93fd254db6dc551a32b3fd3c6c649e86c7d17',
    );
  });

  it('takes a number as it was written and leaves null out', () => {
    expect(tokenOf(readObject('{"Amount":50000.0}'), PASSWORD)).not.toBe(
      tokenOf({ Amount: 50000 }, PASSWORD),
    );
    expect(tokenOf({ Amount: 1, IP: null }, PASSWORD)).toBe(tokenOf({ Amount: 1 }, PASSWORD));
  });

  it('fits what it signed and nothing else', () => {
    const message = signed({ Amount: 1, DATA: { a: '1' } }, PASSWORD);
    expect(tokenFits(message, PASSWORD)).toBe(true);
    expect(tokenFits({ ...message, DATA: { a: '2' } }, PASSWORD)).toBe(true);
    expect(tokenFits({ ...message, Amount: 2 }, PASSWORD)).toBe(false);
    expect(tokenFits(withBrokenToken(message), PASSWORD)).toBe(false);
    expect(tokenFits({ Amount: 1 }, PASSWORD)).toBe(false);
  });
});
