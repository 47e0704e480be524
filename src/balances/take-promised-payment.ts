import type { CabinetPort, PromisedPaymentState, Subscriber } from '../billing/cabinet.port';
import { CabinetRejection } from '../billing/cabinet.port';
import { formatRoubles, type Kopecks } from '../shared/money';
import { Problem } from '../shared/problem/problem';
import { Rejected, UnknownOutcome } from '../shared/upstream-errors';
import { BalanceProblems, PROMISE_PROBLEMS } from './balance-problems';
import type { PromiseAttempts, PromiseOutcome } from './promise-attempts';

const RETRY_AFTER_SECONDS = 60;

interface Wish {
  readonly subscriber: Subscriber;
  readonly agreementId: string;
  readonly amountKopecks: Kopecks;
}

/** Takes a promised payment at most once, though billing would take it twice. */
export class TakePromisedPayment {
  constructor(
    private readonly cabinet: Pick<CabinetPort, 'getPromisedPayment' | 'takePromisedPayment'>,
    private readonly attempts: PromiseAttempts,
  ) {}

  /**
   * @returns the state after it, with the active one
   * @throws Problem why it was not taken, or that it is not known; UpstreamError when nothing was sent
   */
  async execute(wish: Wish): Promise<PromisedPaymentState> {
    const { subscriber, agreementId, amountKopecks } = wish;
    // Before anything is written down: whose agreement it is, and whether there is anything to take.
    this.check(await this.cabinet.getPromisedPayment(subscriber, agreementId), amountKopecks);
    const attempt = await this.attempts.begin(subscriber.uid, agreementId, amountKopecks);
    if (!attempt)
      throw new Problem(BalanceProblems.promiseInFlight, { retryAfterSeconds: RETRY_AFTER_SECONDS });
    let outcome: PromiseOutcome = 'refused';
    try {
      // Once more, since another attempt may have ended between the first look and our turn.
      const before = await this.cabinet.getPromisedPayment(subscriber, agreementId);
      this.check(before, amountKopecks);
      outcome = 'unknown';
      await this.send(wish, (known) => (outcome = known));
      outcome = 'taken';
      return await this.after(wish, before);
    } finally {
      await this.attempts.settle(attempt, outcome);
    }
  }

  private check({ active, refusal, terms }: PromisedPaymentState, amountKopecks: Kopecks): void {
    if (active) throw new Problem(BalanceProblems.promiseActive);
    if (refusal || !terms) throw new Problem(PROMISE_PROBLEMS[refusal ?? 'not_offered']);
    const { minKopecks, maxKopecks } = terms;
    if (amountKopecks >= minKopecks && amountKopecks <= maxKopecks) return;
    const params = { min: formatRoubles(minKopecks), max: formatRoubles(maxKopecks) };
    throw new Problem(BalanceProblems.promiseSumOutOfBounds, { params });
  }

  private async send(wish: Wish, settled: (outcome: PromiseOutcome) => void): Promise<void> {
    const { subscriber, agreementId, amountKopecks } = wish;
    try {
      await this.cabinet.takePromisedPayment(subscriber, agreementId, amountKopecks);
    } catch (error) {
      if (error instanceof UnknownOutcome) return this.lookWhetherTaken(wish, error);
      settled('refused');
      throw error instanceof Rejected ? this.refusalOf(error) : error;
    }
  }

  /** One that is there now, with this sum, where there was none before: ours, since nobody else may take any meanwhile. */
  private async lookWhetherTaken(wish: Wish, cause: UnknownOutcome): Promise<void> {
    const state = await this.cabinet.getPromisedPayment(wish.subscriber, wish.agreementId).catch(() => null);
    if (state?.active?.amountKopecks === wish.amountKopecks) return;
    throw new Problem(BalanceProblems.promiseOutcomeUnknown, {
      cause,
      retryAfterSeconds: RETRY_AFTER_SECONDS,
    });
  }

  private refusalOf(error: Rejected): Error {
    if (error.code !== CabinetRejection.promiseRefused) return error;
    const kinds: Readonly<Record<string, Problem['kind']>> = PROMISE_PROBLEMS;
    const kind = kinds[error.reference ?? ''] ?? BalanceProblems.promiseNotOffered;
    return new Problem(kind, { cause: error });
  }

  /** Taken it is; when it cannot be read back now, it is told as it was agreed. */
  private async after(wish: Wish, before: PromisedPaymentState): Promise<PromisedPaymentState> {
    const { subscriber, agreementId, amountKopecks } = wish;
    const read = await this.cabinet.getPromisedPayment(subscriber, agreementId).catch(() => null);
    if (read?.active) return read;
    const active = { amountKopecks, takenOn: null, dueOn: before.terms?.dueOn ?? null };
    return { terms: null, refusal: 'already_active', active };
  }
}
