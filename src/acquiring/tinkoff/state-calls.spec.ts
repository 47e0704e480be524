import axios from 'axios';
import { Rejected, Unavailable, UnknownOutcome } from '../../shared/upstream-errors';
import { TinkoffAcquirer } from './tinkoff.adapter';

type Sent = Record<string, unknown>;

function bank(answer: object, sent: Sent[] = []): TinkoffAcquirer {
  const http = axios.create({
    adapter: (config) => {
      sent.push(JSON.parse(String(config.data)) as Sent);
      return Promise.resolve({
        data: JSON.stringify(answer),
        status: 200,
        statusText: '',
        headers: {},
        config,
      });
    },
  });
  const notificationUrl = 'https://pay.example/n';
  const secrets = { terminalKey: 'T1', password: 'secret' };
  return new TinkoffAcquirer({
    apiUrl: 'http://bank/v2',
    ...secrets,
    notificationUrl,
    timeoutMs: 1000,
    http,
  });
}
const failure = (call: Promise<unknown>): Promise<unknown> => call.catch((error: unknown) => error);

const STATE = {
  Success: true,
  ErrorCode: '0',
  TerminalKey: 'T1',
  Status: 'CONFIRMED',
  PaymentId: '13',
  OrderId: 'A',
};
const REFUSED = { Success: false, Message: 'Нет', Details: 'None' };

describe('GetState', () => {
  it('tells the state and the sum', async () => {
    const sent: Sent[] = [];
    await expect(bank({ ...STATE, Amount: 1230 }, sent).getState('13')).resolves.toEqual({
      orderId: 'A',
      acquirerPaymentId: '13',
      terminal: 'T1',
      state: 'confirmed',
      rawStatus: 'CONFIRMED',
      amountKopecks: 1230,
      errorCode: null,
      source: 'poll',
    });
    expect(Object.keys(sent[0] ?? {})).toEqual(['TerminalKey', 'PaymentId', 'Token']);
    expect(sent[0]?.['PaymentId']).toBe('13');
  });

  it('of a declined payment is an answer, whatever Success says', async () => {
    const declined = { ...STATE, Success: false, Status: 'REJECTED', ErrorCode: '1051', Amount: 1230 };
    const status = await bank(declined).getState('13');
    expect(status).toMatchObject({ state: 'attempt_failed', errorCode: '1051' });
  });

  it.each([['12.5'], [-1], [undefined], ['1e3'], ['99999999999999999']])(
    'takes %p for no sum',
    async (Amount) => {
      await expect(bank({ ...STATE, Amount }).getState('13')).resolves.toMatchObject({ amountKopecks: null });
    },
  );

  it.each([
    ['no such payment', { ...REFUSED, ErrorCode: '255' }, Rejected, 'not_found'],
    ['a technical failure', { ...REFUSED, ErrorCode: '999' }, Unavailable, 'temporarily_unavailable'],
    ['a refusal without a code', REFUSED, Unavailable, 'incomplete_answer'],
    ['another payment', { ...STATE, PaymentId: '14' }, Unavailable, 'foreign_answer'],
    ['another terminal', { ...STATE, TerminalKey: 'T2' }, Unavailable, 'foreign_answer'],
    ['a terminal that is no text', { ...STATE, TerminalKey: ['T1'] }, Unavailable, 'foreign_answer'],
    ['a terminal that is a number', { ...STATE, TerminalKey: 1 }, Unavailable, 'foreign_answer'],
    ['no order', { ...STATE, OrderId: undefined }, Unavailable, 'incomplete_answer'],
    ['no status', { ...STATE, Status: undefined }, Unavailable, 'incomplete_answer'],
  ])('fails on %s', async (_what, answer, kind, code) => {
    const error = await failure(bank(answer).getState('13'));
    expect(error).toBeInstanceOf(kind);
    expect(error).toMatchObject({ code });
  });
});

describe('CheckOrder', () => {
  const answer = { Success: true, ErrorCode: '0', TerminalKey: 'T1', OrderId: 'A' };
  const payment = { PaymentId: '13', Amount: 1230, Status: 'NEW', Success: 'true', ErrorCode: 0 };

  it('lists every payment of the order, with Success and ErrorCode of either type', async () => {
    const declined = { PaymentId: 14, Amount: 1230, Status: 'REJECTED', Success: false, ErrorCode: '1051' };
    const found = await bank({ ...answer, Payments: [payment, declined] }).findOrder('A');
    expect(found).toMatchObject([
      { orderId: 'A', acquirerPaymentId: '13', state: 'unpaid', errorCode: null, source: 'poll' },
      {
        orderId: 'A',
        acquirerPaymentId: '14',
        state: 'attempt_failed',
        errorCode: '1051',
        amountKopecks: 1230,
      },
    ]);
  });

  it.each([
    { ...REFUSED, ErrorCode: '335' },
    { ...REFUSED, ErrorCode: 255 },
    { ...REFUSED, ErrorCode: '255', OrderId: 'A' },
    { ...REFUSED, ErrorCode: '255', OrderId: '' },
    { ...answer, Payments: [] },
  ])('finds nothing where the bank knows nothing: %j', async (nothing) => {
    await expect(bank(nothing).findOrder('A')).resolves.toEqual([]);
  });

  it.each([
    ['an entry without a status', { ...answer, Payments: [payment, { PaymentId: '1' }] }, Unavailable],
    ['an entry that is no object', { ...answer, Payments: ['x'] }, Unavailable],
    ['another order', { ...answer, OrderId: 'B', Payments: [payment] }, Unavailable],
    ['an order that cannot be read', { ...answer, OrderId: ['A'], Payments: [payment] }, Unavailable],
    ['another order, not found', { ...REFUSED, ErrorCode: '255', OrderId: 'B' }, Unavailable],
    ['no list', answer, Unavailable],
    ['a technical failure', { ...REFUSED, ErrorCode: '9999' }, Unavailable],
    ['a bad token', { ...REFUSED, ErrorCode: '204' }, Rejected],
  ])('never takes %s for an order that is not there', async (_what, wrong, kind) => {
    expect(await failure(bank(wrong).findOrder('A'))).toBeInstanceOf(kind);
  });
});

describe('Cancel', () => {
  it('asks for the whole sum without naming it, and without a receipt', async () => {
    const sent: Sent[] = [];
    const answer = { ...STATE, Status: 'REFUNDED', OriginalAmount: 1230, NewAmount: 0, PaymentId: 13 };
    await expect(bank(answer, sent).cancelOrder('13')).resolves.toMatchObject({
      state: 'refunded',
      acquirerPaymentId: '13',
      amountKopecks: 1230,
      source: 'answer',
    });
    expect(Object.keys(sent[0] ?? {})).toEqual(['TerminalKey', 'PaymentId', 'Token']);
  });

  it.each([
    ['CANCELED', 'cancelled'],
    ['REVERSED', 'cancelled'],
    ['ASYNC_REFUNDING', 'refund_in_progress'],
  ])('%s is told as %s, with no sum where the answer has none', async (Status, state) => {
    const status = await bank({ ...STATE, Status }).cancelOrder('13');
    expect(status).toMatchObject({ state, amountKopecks: null });
  });

  it.each([
    ['a status that forbids it', { ...REFUSED, ErrorCode: '4' }, Rejected, 'wrong_state'],
    ['the same with a status beside it', { ...STATE, ...REFUSED, ErrorCode: '8' }, Rejected, 'wrong_state'],
    ['no such payment', { ...REFUSED, ErrorCode: '255' }, Rejected, 'not_found'],
    ['a technical failure', { ...REFUSED, ErrorCode: '3' }, UnknownOutcome, 'temporarily_unavailable'],
    ['a code never seen', { ...REFUSED, ErrorCode: '777777' }, UnknownOutcome, 'unlisted_code'],
    ['another payment', { ...STATE, PaymentId: '14' }, UnknownOutcome, 'foreign_answer'],
    ['no order', { ...STATE, OrderId: undefined }, UnknownOutcome, 'incomplete_answer'],
    ['money said to be taken, but no sum', STATE, UnknownOutcome, 'incomplete_answer'],
  ])('ends by what is proven: %s', async (_what, answer, kind, code) => {
    const error = await failure(bank(answer).cancelOrder('13'));
    expect(error).toBeInstanceOf(kind);
    expect(error).toMatchObject({ code, operation: 'Cancel' });
  });
});

describe('the proof of life', () => {
  it.each(['335', '255', '119', '777777'])(
    'is any answer in business terms, such as a refusal with %s',
    async (ErrorCode) => {
      await expect(bank({ ...REFUSED, ErrorCode }).checkHealth()).resolves.toBeUndefined();
    },
  );

  it.each([
    ['204', Rejected],
    ['205', Rejected],
    ['501', Rejected],
    ['999', Unavailable],
  ])('is not a refusal with %s', async (ErrorCode, kind) => {
    expect(await failure(bank({ ...REFUSED, ErrorCode }).checkHealth())).toBeInstanceOf(kind);
  });

  it('is not an answer without meaning', async () => {
    expect(await failure(bank({}).checkHealth())).toBeInstanceOf(Unavailable);
  });
});
