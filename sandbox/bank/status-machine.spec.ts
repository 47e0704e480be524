import { OrderBook } from './orders';
import { mayMove } from './status-machine';

const request = {
  terminalKey: 'T',
  orderId: '1',
  amount: 1,
  description: '',
  customerKey: undefined,
  recurrent: false,
  stages: 1,
  notificationUrl: undefined,
  successUrl: undefined,
  failUrl: undefined,
  deadline: 1000,
  hasReceipt: false,
} as const;

describe('statuses', () => {
  it('lead a card payment with 3-D Secure from NEW to CONFIRMED and back', () => {
    const book = new OrderBook(() => 0);
    const order = book.create(request);
    book.move(order, 'FORM_SHOWED', '3DS_CHECKING', '3DS_CHECKED', 'AUTHORIZING', 'AUTHORIZED');
    book.move(order, 'CONFIRMING', 'CONFIRMED', 'REFUNDING', 'REFUNDED');
    expect(order.history.map(({ status }) => status).slice(-2)).toEqual(['REFUNDING', 'REFUNDED']);
  });

  it.each([
    ['NEW', 'CONFIRMED'],
    ['CONFIRMED', 'CANCELED'],
    ['REFUNDED', 'CONFIRMED'],
    ['CANCELED', 'FORM_SHOWED'],
    ['DEADLINE_EXPIRED', 'AUTHORIZING'],
    ['CONFIRMED', 'DEADLINE_EXPIRED'],
  ])('do not go from %s to %s', (from, to) => {
    expect(mayMove(from, to)).toBe(false);
  });

  it('expire only where nobody has paid', () => {
    let now = 0;
    const book = new OrderBook(() => now);
    const open = book.create(request);
    const paid = book.create(request);
    book.put(paid, 'CONFIRMED');
    now = 1000;
    expect(book.byPaymentId(open.paymentId)?.status).toBe('DEADLINE_EXPIRED');
    expect(book.byPaymentId(paid.paymentId)?.status).toBe('CONFIRMED');
  });
});
