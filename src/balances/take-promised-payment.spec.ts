import type { DataSource } from 'typeorm';
import { dropAndClose, freshDataSource } from '../../test/support/database';
import {
  rejected,
  Script,
  SeededRandom,
  SequentialIds,
  unavailable,
  unknownOutcome,
  FakeClock,
} from '../../test/support/fakes';
import type { PromisedPaymentState, Subscriber } from '../billing/cabinet.port';
import { kopecks } from '../shared/money';
import { Rejected } from '../shared/upstream-errors';
import { PromiseAttempts } from './promise-attempts';
import { TakePromisedPayment } from './take-promised-payment';

const SETTLE_MS = 40_000;
const subscriber: Subscriber = { uid: '940', sessionId: null };
const offered: PromisedPaymentState = {
  terms: { minKopecks: kopecks(10_000), maxKopecks: kopecks(50_000), dueOn: '2026-11-29', feeKopecks: null },
  refusal: null,
  active: null,
};
const active: PromisedPaymentState = {
  terms: null,
  refusal: 'already_active',
  active: { amountKopecks: kopecks(30_000), takenOn: '2026-11-24', dueOn: '2026-11-29' },
};

let dataSource: DataSource;
let clock: FakeClock;
let read: Script<[Subscriber, string], PromisedPaymentState>;
let take: Script<[Subscriber, string, number], undefined>;
beforeAll(async () => {
  dataSource = await freshDataSource();
});
beforeEach(async () => {
  await dataSource.query('DELETE FROM promise_attempts');
  clock = new FakeClock();
  read = new Script('getPromisedPayment', []);
  take = new Script('takePromisedPayment', []);
});
afterAll(() => dropAndClose(dataSource));

function room(): TakePromisedPayment {
  const random = new SeededRandom(1);
  const attempts = new PromiseAttempts(dataSource, clock, new SequentialIds(clock), random, SETTLE_MS);
  const cabinet = {
    getPromisedPayment: (who: Subscriber, agreementId: string) => read.run(who, agreementId),
    takePromisedPayment: (who: Subscriber, agreementId: string, sum: number) =>
      take.run(who, agreementId, sum),
  };
  return new TakePromisedPayment(cabinet, attempts);
}

const wish = (sum = 30_000) => ({ subscriber, agreementId: '1940', amountKopecks: kopecks(sum) });

describe('a promised payment', () => {
  it('is taken when it is offered, and told as billing has it', async () => {
    read.answers(offered, offered, active);
    take.answers(undefined);
    expect(await room().execute(wish())).toEqual(active);
    expect(take.calls).toEqual([[subscriber, '1940', 30_000]]);
  });

  it('is taken once by any number of requests at any number of replicas', async () => {
    let isTaken = false;
    read.always(() => (isTaken ? active : offered));
    take.always(async () => {
      await clock.sleep(1_000);
      isTaken = true;
      return undefined;
    });
    const asked = Array.from({ length: 8 }, () =>
      room()
        .execute(wish())
        .then(
          () => 'taken',
          (error: unknown) => (error as Error).message,
        ),
    );
    while (clock.asleep === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await clock.advance(1_000);
    const outcomes = await Promise.all(asked);
    expect(take.calls).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'taken')).toHaveLength(1);
    const refused = outcomes.filter((outcome) => outcome !== 'taken');
    for (const outcome of refused) expect(outcome).toMatch(/^promised_payment_(in_flight|active)$/);
    await expect(room().execute(wish())).rejects.toThrow('promised_payment_active');
  });

  it.each([
    ['already_active', 'promised_payment_active'],
    ['agreement_too_young', 'promised_payment_agreement_too_young'],
    ['last_overdue', 'promised_payment_last_overdue'],
    ['debt_too_large', 'promised_payment_debt_too_large'],
    ['not_offered', 'promised_payment_not_offered'],
  ] as const)('is refused with its reason: %s', async (refusal, code) => {
    read.always(() => ({ terms: null, refusal, active: null }));
    await expect(room().execute(wish())).rejects.toThrow(code);
    expect(await dataSource.query('SELECT * FROM promise_attempts')).toEqual([]);
  });

  it.each([9_999, 50_001])('is refused outside of the terms: %d kopecks', async (sum) => {
    read.always(() => offered);
    await expect(room().execute(wish(sum))).rejects.toThrow('promised_sum_out_of_bounds');
  });

  it('that billing refuses after all leaves the way free for another try', async () => {
    read.always(() => offered);
    const refused = new Rejected({
      upstream: 'billing',
      operation: 'Test',
      code: 'promise_refused',
      reference: 'debt_too_large',
    });
    take.fails(refused).fails(unavailable()).fails(rejected('access_denied')).answers(undefined);
    await expect(room().execute(wish())).rejects.toThrow('promised_payment_debt_too_large');
    await expect(room().execute(wish())).rejects.toThrow('connection_refused');
    await expect(room().execute(wish())).rejects.toThrow('access_denied');
    await room().execute(wish());
  });

  it('whose answer is lost is taken when billing shows it', async () => {
    read.answers(offered, offered, active, active);
    take.fails(unknownOutcome());
    expect(await room().execute(wish())).toEqual(active);
  });

  it('whose answer is lost, and that billing does not show yet, is not tried again before it has settled', async () => {
    read.always(() => offered);
    take.fails(unknownOutcome()).answers(undefined);
    await expect(room().execute(wish())).rejects.toThrow('promised_payment_outcome_unknown');
    await clock.advance(SETTLE_MS);
    await expect(room().execute(wish())).rejects.toThrow('promised_payment_in_flight');
    await clock.advance(1);
    await room().execute(wish());
    expect(take.calls).toHaveLength(2);
  });
});
