import { kopecks } from '../shared/money';
import { Rejected } from '../shared/upstream-errors';
import type { ObservedCall } from '../shared/upstream-observer';
import { AcquirerPort, type NewOrder, type NotificationReading } from './acquirer.port';
import { ObservedAcquirer } from './observed-acquirer';

const READING: NotificationReading = { kind: 'other', subject: 'RECEIPT', orderId: null, redactedBody: '{}' };

class FakeAcquirer extends AcquirerPort {
  readonly terminal = 'T1';
  readonly acknowledgement = 'OK';
  createOrder = () => Promise.resolve({ acquirerPaymentId: '1', paymentUrl: 'https://a' });
  getState = () =>
    Promise.reject(new Rejected({ upstream: 'tinkoff', operation: 'GetState', code: 'not_found' }));
  findOrder = () => Promise.resolve([]);
  cancelOrder = () => Promise.reject(new Error('bug'));
  readNotification = () => READING;
  checkHealth = () => Promise.resolve();
}

const ORDER: NewOrder = {
  orderId: 'A',
  amountKopecks: kopecks(100),
  description: '',
  expiresAt: new Date(0),
  successUrl: null,
  failUrl: null,
  language: 'ru',
  payerEmail: null,
  payerPhone: null,
};

describe('the observed acquirer', () => {
  const calls: ObservedCall[] = [];
  const acquirer = new ObservedAcquirer({ inner: new FakeAcquirer(), observer: (call) => calls.push(call) });

  it("reports every call under the bank's own name of the method, and passes result and error on", async () => {
    await expect(acquirer.createOrder(ORDER)).resolves.toMatchObject({ acquirerPaymentId: '1' });
    await expect(acquirer.getState('1')).rejects.toBeInstanceOf(Rejected);
    await expect(acquirer.findOrder('A')).resolves.toEqual([]);
    await expect(acquirer.cancelOrder('1')).rejects.toThrow('bug');
    await acquirer.checkHealth();
    expect(calls).toMatchObject([
      { upstream: 'tinkoff', operation: 'Init', outcome: 'ok', code: null },
      { upstream: 'tinkoff', operation: 'GetState', outcome: 'rejected', code: 'not_found' },
      { upstream: 'tinkoff', operation: 'CheckOrder', outcome: 'ok' },
      { upstream: 'tinkoff', operation: 'Cancel', outcome: 'error' },
      { upstream: 'tinkoff', operation: 'CheckOrder', outcome: 'ok' },
    ]);
  });

  it('passes on what calls nobody', () => {
    expect([acquirer.terminal, acquirer.acknowledgement]).toEqual(['T1', 'OK']);
    expect(acquirer.readNotification(Buffer.from(''))).toBe(READING);
  });
});
