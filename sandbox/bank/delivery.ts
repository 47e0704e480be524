import { setTimeout as pause } from 'node:timers/promises';
import type { FaultSwitchboard } from '../shared/faults';
import type { BankFaults } from './bank-faults';
import type { JsonObject } from './json';
import { postJson, type PostAnswer } from './post';
import { withBrokenToken } from './token';

export type SignedMessage = JsonObject & { readonly Token: string };

export interface Attempt extends PostAnswer {
  readonly at: string;
  readonly outcome: 'ok' | 'refused' | 'failed' | 'dropped';
  readonly badToken: boolean;
  /** The second one of a pair sent twice. */
  readonly repeat: boolean;
}

/** One notification on its way, with the log of its tries. */
export interface Delivery {
  readonly status: string;
  readonly url: string;
  readonly sent: SignedMessage;
  delivered: boolean;
  readonly attempts: Attempt[];
}

export interface DeliveryRules {
  readonly retryMs: number;
  readonly maxTries: number;
  readonly replyTimeoutMs: number;
  readonly faults: FaultSwitchboard<BankFaults>;
  readonly record: (message: SignedMessage) => void;
  readonly signal: AbortSignal;
}

/** Each hour for a day, then once a day (bank facts: notification retry); an hour is `retryMs` here. */
export function pauseAfter(tries: number, retryMs: number): number {
  return tries < 24 ? retryMs : 24 * retryMs;
}

/** Delivered means HTTP 200 and exactly two letters (bank facts: good reply). */
export function outcomeOf(answer: PostAnswer): 'ok' | 'refused' | 'failed' {
  if (answer.httpStatus === null) return 'failed';
  return answer.httpStatus === 200 && answer.body === 'OK' ? 'ok' : 'refused';
}

async function post(delivery: Delivery, rules: DeliveryRules, repeat: boolean): Promise<void> {
  const badToken = rules.faults.happens(rules.faults.current.notifications?.badToken);
  const message = badToken ? withBrokenToken(delivery.sent) : delivery.sent;
  rules.record(message);
  const answer = await postJson(delivery.url, JSON.stringify(message), {
    timeoutMs: rules.replyTimeoutMs,
    signal: rules.signal,
  });
  const outcome = outcomeOf(answer);
  delivery.attempts.push({ at: new Date().toISOString(), outcome, ...answer, badToken, repeat });
  if (outcome === 'ok') delivery.delivered = true;
}

async function tryOnce(delivery: Delivery, rules: DeliveryRules): Promise<void> {
  const { faults } = rules;
  const now = faults.current.notifications ?? {};
  const heldBack = faults.happens(now.reorder) ? Math.max(200, Math.floor(rules.retryMs / 2)) : 0;
  const wait = faults.between(now.delayMs) + heldBack;
  if (wait > 0) await pause(wait, undefined, { signal: rules.signal });
  if (faults.happens(now.drop)) {
    const nothing = { httpStatus: null, body: null, error: null, badToken: false, repeat: false };
    delivery.attempts.push({ at: new Date().toISOString(), outcome: 'dropped', ...nothing });
    return;
  }
  const twice = faults.happens(now.duplicate);
  await Promise.all([post(delivery, rules, false), ...(twice ? [post(delivery, rules, true)] : [])]);
}

/** Tries until the other side says OK, or the tries are used up, or the signal aborts. */
export async function deliver(
  delivery: Delivery,
  rules: DeliveryRules,
  afterFirstTry: () => void,
): Promise<void> {
  try {
    for (let tries = 1; tries <= rules.maxTries; tries += 1) {
      await tryOnce(delivery, rules);
      afterFirstTry();
      if (delivery.delivered) return;
      if (tries < rules.maxTries)
        await pause(pauseAfter(tries, rules.retryMs), undefined, { signal: rules.signal });
    }
  } catch (error) {
    if (!rules.signal.aborted) throw error;
  } finally {
    afterFirstTry();
  }
}
