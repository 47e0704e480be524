import type { BankControl, BillingControl } from '../support/control';
import type { ToldStory } from './story';

const OUR_MANAGER = 42;
const CASHIER = 7;
const AT_ONCE = 5_000;
const MOSCOW_MS = 3 * 3_600_000;

/** Where the numbers of the stories have come to lie in billing. */
export interface BillingNumbers {
  /** Billing's id and number of an agreement, and whose it is. */
  readonly agreement: (number: number) => {
    readonly agrmid: number;
    readonly uid: number;
    readonly number: string;
  };
  readonly recordId: (key: string) => string;
}

/** Gives the stand-in of the bank all payments of the terminal that it is. */
export async function loadBank(
  bank: BankControl,
  stories: readonly ToldStory[],
  terminal: string,
): Promise<void> {
  const orders = stories
    .flatMap((story) => story.bank)
    .filter((payment) => payment.terminal === terminal)
    .map(
      ({ orderId, bankPaymentId: paymentId, kopecks: amount, status, returnedKopecks: refundedAmount }) => ({
        orderId,
        paymentId,
        amount,
        status,
        refundedAmount,
      }),
    );
  for (const some of parts(orders, AT_ONCE)) await bank.seed(some);
}

/** Gives the stand-in of billing the subscribers and all records. */
export async function loadBilling(
  billing: BillingControl,
  stories: readonly ToldStory[],
): Promise<BillingNumbers> {
  const numbers = [
    ...new Set(
      stories.flatMap(({ ledger, records }) => [
        ...ledger.flatMap(({ agreement, postings }) => [agreement, ...postings.map((one) => one.agreement)]),
        ...records.map(({ agreement }) => agreement),
      ]),
    ),
  ];
  const subscribers = await billing.subscribers(numbers.length);
  const agreements = new Map(
    numbers.map((number, index) => {
      const subscriber = subscribers[index];
      if (!subscriber) throw new Error('Billing made fewer subscribers than were asked for');
      const { agrmid, uid, login } = subscriber;
      return [number, { agrmid, uid, number: `L-${login}` }];
    }),
  );
  const agreement: BillingNumbers['agreement'] = (number) => known(agreements.get(number), number);
  const recordIds = new Map<string, string>();
  for (const some of parts(
    stories.flatMap(({ records }) => records),
    AT_ONCE,
  )) {
    const ids = await billing.postMany(
      some.map((record) => ({
        agrmid: agreement(record.agreement).agrmid,
        amountKopecks: record.kopecks,
        receipt: record.receipt,
        comment: record.comment,
        modperson: record.isForeign ? CASHIER : OUR_MANAGER,
        paydate: moscowText(record.paidAt),
        status: record.isCancelled ? 2 : 0,
      })),
    );
    some.forEach(({ key }, index) => recordIds.set(key, String(ids[index])));
  }
  return { agreement, recordId: (key) => known(recordIds.get(key), key) };
}

function known<T>(value: T | undefined, of: string | number): T {
  if (value === undefined) throw new Error(`Billing has nothing for ${String(of)}`);
  return value;
}

/** As billing writes moments: by the clock of Moscow, to the second. */
function moscowText(moment: Date): string {
  return new Date(moment.getTime() + MOSCOW_MS).toISOString().slice(0, 19).replace('T', ' ');
}

export function* parts<T>(all: readonly T[], size: number): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size);
}
