import { UnknownOutcome } from '../../src/shared/upstream-errors';
import type { SeededBug } from './seeded-bugs';
import { replacing } from './wrapped-unit';

export const BANK_BUGS: readonly SeededBug[] = [
  {
    name: 'ok_before_storing',
    what: 'the bank hears OK before its notification is kept',
    within: 100,
    mechanism: { acknowledges: 'before_storing' },
  },
  {
    name: 'signature_not_checked',
    what: 'whoever knows an order can confirm it',
    within: 100,
    mechanism: {
      acquirer: (acquirer) =>
        replacing(acquirer, {
          readNotification: (rawBody) =>
            acquirer.readNotification(
              Buffer.from(rawBody.toString('utf8').replace('"isSigned":false', '"isSigned":true')),
            ),
        }),
    },
  },
  {
    name: 'bank_never_asked',
    what: 'only notifications count; a lost one is lost money',
    within: 100,
    mechanism: { asksBank: false },
  },
  {
    name: 'cancel_without_asking',
    what: 'an order is cancelled without a look whether it is paid: the bank then gives the money back',
    within: 1000,
    mechanism: {
      payersAcquirer: (acquirer) =>
        replacing(acquirer, {
          getState: async (id) => {
            const status = await acquirer.getState(id);
            return status.state === 'confirmed' ? { ...status, state: 'unpaid' } : status;
          },
        }),
    },
  },
  {
    name: 'order_made_twice',
    what: 'an Init without an answer is simply sent again',
    within: 300,
    mechanism: {
      acquirer: (acquirer) =>
        replacing(acquirer, {
          createOrder: async (order) => {
            try {
              return await acquirer.createOrder(order);
            } catch (error) {
              if (error instanceof UnknownOutcome) return acquirer.createOrder(order);
              throw error;
            }
          },
        }),
    },
  },
];
