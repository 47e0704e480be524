import { testBank, type Body, type TestBank } from './test-bank';
import { tokenOf } from './token';

/** Every request that the bank would refuse is refused, with the bank's code. */

let bank: TestBank;
beforeAll(() => (bank = testBank()));
afterAll(() => bank.close());

const soon = (ms: number): string =>
  new Date(Date.now() + ms + 3 * 3_600_000).toISOString().slice(0, 19) + '+03:00';
const item = { Name: 'Интернет', Price: 50_000, Quantity: 1, Amount: 50_000, Tax: 'none' };
const receipt = { Taxation: 'osn', Email: 'a@example.org', Items: [item] };
const pairs = (count: number): Body =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, 'v']));

const REFUSED_BY_INIT: [string, Body, string][] = [
  ['no terminal', { TerminalKey: undefined }, '9999'],
  ['an unknown terminal', { TerminalKey: 'other' }, '205'],
  ['a wrong token', { Token: 'a'.repeat(64) }, '204'],
  ['no token', { Token: undefined }, '204'],
  ['no Amount', { Amount: undefined }, '201'],
  ['Amount as text', { Amount: '50000' }, '247'],
  ['Amount with a fraction', { Amount: 500.5 }, '240'],
  ['Amount of eleven digits', { Amount: 10_000_000_000 }, '240'],
  ['Amount of nothing', { Amount: 0 }, '251'],
  ['a negative Amount', { Amount: -1 }, '251'],
  ['no OrderId', { OrderId: undefined }, '201'],
  ['OrderId as a number', { OrderId: 42 }, '1'],
  ['an empty OrderId', { OrderId: '' }, '212'],
  ['a long OrderId', { OrderId: 'x'.repeat(37) }, '212'],
  ['a long Description', { Description: 'я'.repeat(141) }, '213'],
  ['a long CustomerKey', { CustomerKey: 'x'.repeat(37) }, '216'],
  ['CustomerKey as a number', { CustomerKey: 1940 }, '1'],
  ['Recurrent other than Y', { Recurrent: 'N', CustomerKey: '1' }, '1'],
  ['Recurrent without CustomerKey', { Recurrent: 'Y' }, '201'],
  ['PayType other than O and T', { PayType: 'X' }, '1'],
  ['an unknown Language', { Language: 'de' }, '1'],
  ['NotificationURL that is none', { NotificationURL: 'shop.example/notify' }, '1'],
  ['NotificationURL by ftp', { NotificationURL: 'ftp://shop.example/' }, '1'],
  ['a long SuccessURL', { SuccessURL: `https://shop.example/${'x'.repeat(240)}` }, '1'],
  ['FailURL that is none', { FailURL: '' }, '1'],
  ['RedirectDueDate without offset', { RedirectDueDate: '2026-11-01T12:00:00' }, '12'],
  ['RedirectDueDate in UTC with milliseconds', { RedirectDueDate: new Date().toISOString() }, '12'],
  ['RedirectDueDate of no day', { RedirectDueDate: '2026-02-30T12:00:00+03:00' }, '12'],
  ['RedirectDueDate as a number', { RedirectDueDate: 1_800_000_000 }, '12'],
  ['RedirectDueDate within a minute', { RedirectDueDate: soon(30_000) }, '3017'],
  ['RedirectDueDate after 90 days', { RedirectDueDate: soon(90 * 86_400_000 + 60_000) }, '3017'],
  ['IP that is none', { IP: '1.2.3' }, '211'],
  ['DATA as text', { DATA: 'Phone=1' }, '250'],
  ['21 pairs of DATA', { DATA: pairs(21) }, '207'],
  ['a long key in DATA', { DATA: { ['k'.repeat(21)]: 'v' } }, '208'],
  ['a long value in DATA', { DATA: { k: 'v'.repeat(101) } }, '209'],
  ['a number in DATA', { DATA: { OperationInitiatorType: 0 } }, '250'],
  ['a short phone in DATA', { DATA: { Phone: '+7900' } }, '227'],
  ['an unknown OperationInitiatorType', { DATA: { OperationInitiatorType: 'X' } }, '1125'],
  ['type 1 without Recurrent', { DATA: { OperationInitiatorType: '1' } }, '1126'],
  [
    'type 0 with Recurrent',
    { DATA: { OperationInitiatorType: '0' }, Recurrent: 'Y', CustomerKey: '1' },
    '1126',
  ],
  ['a receipt of another sum', { Amount: 50_001, Receipt: receipt }, '334'],
  ['a receipt for nobody', { Receipt: { ...receipt, Email: undefined } }, '329'],
  ['a receipt without taxation', { Receipt: { ...receipt, Taxation: undefined } }, '201'],
  ['a receipt with a long phone', { Receipt: { ...receipt, Phone: `+${'7'.repeat(19)}` } }, '316'],
  ['a receipt without items', { Receipt: { ...receipt, Items: [] } }, '201'],
  ['an item with four decimals', { Receipt: { ...receipt, Items: [{ ...item, Quantity: 1.0001 }] } }, '310'],
  ['an item with a price in roubles', { Receipt: { ...receipt, Items: [{ ...item, Price: 500 }] } }, '1'],
  ['an item of FFD 1.2 without its method', { Receipt: { ...receipt, FfdVersion: '1.2' } }, '201'],
  ['payments other than the items', { Receipt: { ...receipt, Payments: { Electronic: 1 } } }, '308'],
  ['a misspelt field', { Recurent: 'Y' }, '9999'],
  ['a field named like a built-in', { constructor: 'x' }, '9999'],
  ['a field of another method', { PaymentId: '1' }, '9999'],
];

describe('Init refuses', () => {
  it.each(REFUSED_BY_INIT)('%s', async (_what, fields, code) => {
    const answer = await bank.call('Init', { Amount: 50_000, OrderId: 'refused', ...fields });
    expect(answer).toEqual({
      Success: false,
      ErrorCode: code,
      Message: expect.any(String),
      Details: expect.any(String),
    });
    expect(bank.bank.book.byOrderId('refused')).toBeUndefined();
  });

  it('an OrderId a second time, and says when it is paid', async () => {
    const order = await bank.order({ OrderId: 'twice' });
    expect(await bank.call('Init', { Amount: 1000, OrderId: 'twice' })).toMatchObject({ ErrorCode: '20' });
    await bank.control(`orders/${order.paymentId}/pay`);
    expect(await bank.call('Init', { Amount: 1000, OrderId: 'twice' })).toMatchObject({ ErrorCode: '623' });
  });

  it.each([
    ['amount as 50000.0', '50000.0', '240'],
    ['amount as 5e4', '5e4', '240'],
  ])('an %s, although it is whole', async (_what, written, code) => {
    const request = { TerminalKey: bank.bank.settings.terminalKey, OrderId: 'written' };
    const token = tokenOf({ ...request, Amount: written }, bank.bank.settings.password);
    const payload = `{"TerminalKey":"${request.TerminalKey}","OrderId":"written","Amount":${written},"Token":"${token}"}`;
    const headers = { 'content-type': 'application/json' };
    const answer = await bank.app.inject({ method: 'POST', url: '/v2/Init', headers, payload });
    expect(answer.json()).toMatchObject({ ErrorCode: code });
  });
});

const REFUSED_BY_OTHERS: [string, string, Body, string][] = [
  ['GetState', 'PaymentId as a number', { PaymentId: 9_100_000_001 }, '1'],
  ['GetState', 'no PaymentId', {}, '201'],
  ['GetState', 'a long PaymentId', { PaymentId: '1'.repeat(21) }, '237'],
  ['GetState', 'an unknown payment', { PaymentId: '1' }, '255'],
  ['GetState', 'a misspelt field', { PaymentID: '1' }, '9999'],
  ['CheckOrder', 'no OrderId', {}, '201'],
  ['CheckOrder', 'an unknown order', { OrderId: 'never' }, '335'],
  ['Cancel', 'an unknown payment', { PaymentId: '1' }, '255'],
  ['Cancel', 'Amount as text', { PaymentId: '1', Amount: '100' }, '247'],
  ['Cancel', 'a long ExternalRequestId', { PaymentId: '1', ExternalRequestId: 'x'.repeat(257) }, '1'],
];

describe('the other methods refuse', () => {
  it.each(REFUSED_BY_OTHERS)('%s: %s', async (method, _what, fields, code) => {
    const answer = await bank.call(method, fields);
    expect(answer).toMatchObject({ Success: false, ErrorCode: code });
    expect(answer).not.toHaveProperty('Status');
  });
});

describe('what never reaches a method is a page', () => {
  it.each([
    ['POST', '/v2/Resend', 'application/json', '{}', 404],
    ['GET', '/v2/Init', 'application/json', undefined, 405],
    ['POST', '/v2/Init', 'text/plain', '{}', 415],
    ['POST', '/v2/Init', 'application/json', '{"Amount":', 400],
    ['POST', '/v2/Init', 'application/json', '[]', 400],
    ['POST', '/elsewhere', 'application/json', '{}', 404],
  ] as const)('%s %s as %s %s', async (method, url, type, payload, status) => {
    const headers = { 'content-type': type };
    const answer = await bank.app.inject({ method, url, headers, ...(payload ? { payload } : {}) });
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toContain('text/html');
  });
});
