import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Scene } from './scene';
import type { Tally } from './tally';

/** An answer, or null when none came. */
export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Opened {
  readonly id: string;
  readonly orderId: string;
}

export interface Wish {
  readonly uid: number;
  readonly agrmid: number;
  readonly amountKopecks: number;
}

const ANSWER_PATIENCE_MS = 15_000;
const RETRY_MS = [150, 1_500] as const;

/**
 * A well-behaved cabinet: one key for one wish, and the same request again, at whatever replica, until it is answered. A 409
 * `request_in_flight` and every 5xx are no answers to a wish.
 */
export class Cabinet {
  private turn = 0;
  private wishes = 0;

  constructor(
    private readonly scene: Scene,
    private readonly answers: Tally,
    /** When nobody waits for anything any more. */
    private readonly deadline: () => number,
  ) {}

  /** @throws Error when the answer is a refusal, is another one than its twin's, or none comes until the deadline */
  async open(wish: Wish): Promise<Opened> {
    const key = randomUUID();
    const create = (what: string): Promise<Answer> => this.insist(what, 'POST', '/v1/payments', wish, key);
    this.wishes += 1;
    // Some press the button twice: the same request at both replicas at once.
    const answers = await Promise.all([
      create('create'),
      ...(this.wishes % 10 === 0 ? [create('twin')] : []),
    ]);
    // And now and then the answer is lost between us and the browser, and the request comes once more.
    if (this.wishes % 10 === 5) answers.push(await create('repeat'));
    const refused = answers.find(({ status }) => status !== 201);
    if (refused) throw new Error(`create: ${refused.status} ${String(refused.body['code'])}`);
    const ids = new Set(answers.map(({ body }) => body['id']));
    if (ids.size > 1) throw new Error(`one key was answered by the payments ${[...ids].join(' and ')}`);
    return answers[0].body as unknown as Opened;
  }

  async read(wish: Wish, id: string, query = ''): Promise<Answer> {
    return this.insist('read', 'GET', `/v1/payments/${id}${query}`, wish);
  }

  async cancel(wish: Wish, id: string): Promise<Answer> {
    return this.insist('cancel', 'POST', `/v1/payments/${id}/cancel`, wish);
  }

  private async insist(
    what: string,
    method: string,
    path: string,
    wish: Wish,
    key?: string,
  ): Promise<Answer> {
    for (let tries = 1; ; tries += 1) {
      const answer = await this.ask(what, method, path, wish, key);
      const isSettled = answer !== null && answer.status < 500 && answer.body['code'] !== 'request_in_flight';
      if (isSettled) return answer;
      if (Date.now() > this.deadline()) throw new Error(`${what}: no answer after ${tries} tries`);
      await pause(Math.min(RETRY_MS[1], RETRY_MS[0] * tries));
    }
  }

  private async ask(
    what: string,
    method: string,
    path: string,
    wish: Wish,
    key?: string,
  ): Promise<Answer | null> {
    const replicas = this.scene.replicas.filter(({ role }) => role === 'api');
    const url = replicas[this.turn++ % replicas.length]?.url ?? '';
    const headers: Record<string, string> = {
      'x-api-key': this.scene.apiKey,
      'x-subscriber-uid': String(wish.uid),
      ...(key === undefined ? {} : { 'idempotency-key': key, 'content-type': 'application/json' }),
    };
    const body = { agreementId: String(wish.agrmid), amountKopecks: wish.amountKopecks };
    try {
      const response = await fetch(`${url}${path}`, {
        method,
        headers,
        signal: AbortSignal.timeout(ANSWER_PATIENCE_MS),
        ...(key === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const answer = { status: response.status, body: (await response.json()) as Answer['body'] };
      const { code } = answer.body;
      this.answers.add(`${what} ${answer.status}${typeof code === 'string' ? ` ${code}` : ''}`);
      return answer;
    } catch {
      this.answers.add(`${what} no answer`);
      return null;
    }
  }
}
