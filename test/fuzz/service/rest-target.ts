import type fc from 'fast-check';
import { Contract } from '../../contract/contract';
import type { Operation } from '../../contract/operation';
import { drawn, pickedFrom } from '../core/recipes';
import type { CaseResult, Harness, Target } from '../core/target';
import { departures } from './check-answer';
import { credentialHeaders } from './credentials';
import type { HttpReply } from './http-reply';
import { written, type Written } from './request';
import { nothingAllowed, RestLedger, type Allowed } from './rest-ledger';
import { addressOf, bytesOf, restRecipes, type RestRecipe } from './rest-recipe';
import { ServiceUnderFuzz } from './service-under-fuzz';
import type { Exchanged } from './socket-pool';

interface Sent {
  readonly recipe: RestRecipe;
  readonly operation: Operation;
  readonly method: string;
  readonly path: string;
  readonly body: Buffer | null;
  readonly message: Written;
}

const MOST_KNOWN = 60;

type Headers = Awaited<ReturnType<typeof credentialHeaders>>;

class RestHarness implements Harness {
  readonly lanes = 12;
  readonly batch = 400;
  private allowed: Allowed = nothingAllowed();
  private readonly answered = new Map<string, number>();

  constructor(
    private readonly service: ServiceUnderFuzz,
    private readonly contract: Contract,
    private readonly recipes: fc.Arbitrary<RestRecipe>,
    private readonly credentials: Headers,
    private readonly ledger: RestLedger,
    private readonly known: string[],
  ) {}

  async run(seed: number): Promise<CaseResult> {
    const sent = this.sendingOf(drawn(this.recipes, seed), seed);
    const answer = await this.service.sockets.exchange(sent.message);
    const complaint = this.judge(sent, answer);
    const outcome = typeof answer === 'string' ? answer : String(answer.status);
    const name = `${sent.operation.id} ${outcome}`;
    this.answered.set(name, (this.answered.get(name) ?? 0) + 1);
    return { outcome, complaint, show: () => shown(sent, answer) };
  }

  async inspect(): Promise<readonly string[]> {
    const { allowed } = this;
    this.allowed = nothingAllowed();
    return [...(await this.service.watched()), ...(await this.ledger.complaints(allowed))];
  }

  async finish(): ReturnType<Harness['finish']> {
    const memory = this.service.memory.figures();
    const complaints = await this.service.stop();
    const answered = Object.fromEntries([...this.answered].sort());
    return { complaints, figures: { answered, logLines: this.service.log.count, memory } };
  }

  private sendingOf(recipe: RestRecipe, seed: number): Sent {
    const operation = this.contract.operations[recipe.operation]!;
    const method = recipe.method ?? operation.method;
    const path = addressOf(operation, recipe, pickedFrom(this.known, recipe.known));
    const body = bytesOf(recipe);
    const own = this.credentials[recipe.credentials];
    const taken = new Set(own.map(([name]) => name));
    // Each case comes from an address of its own, for the sign-in's sake.
    const address = [10, (seed >>> 16) & 255, (seed >>> 8) & 255, seed & 255].join('.');
    const isRepeat = recipe.known % 10 === 0;
    const headers = recipe.headers
      .filter(([name]) => !taken.has(name))
      .map(
        ([name, value]) =>
          [name, isRepeat && name === 'Idempotency-Key' ? 'fuzz-key-of-repeats' : value] as const,
      );
    const all = [...own, ...headers, ['X-Forwarded-For', address] as const];
    return {
      recipe,
      operation,
      method,
      path,
      body,
      message: written({ method, path, headers: all, body }, recipe.manner),
    };
  }

  private judge(sent: Sent, answer: Exchanged): string | null {
    const { body, message } = sent;
    if (message.properness === 'improper') {
      this.allowed.unknown += 1;
      if (answer === 'hung') return 'the connection is hung';
      return typeof answer === 'string' || answer.status < 500 || answer.status === 505
        ? null
        : `answered ${answer.status}`;
    }
    if (answer === 'closed' && (body?.length ?? 0) > 64 * 1024) return null;
    if (typeof answer === 'string') return `the connection is ${answer}`;
    if (answer.status >= 500) return `answered ${answer.status}: ${answer.body}`;
    this.note(sent, answer);
    return this.judgeAnswer(sent, answer);
  }

  private judgeAnswer({ recipe, method, path, body, message }: Sent, answer: HttpReply): string | null {
    const headers: Record<string, string> = {};
    for (const [name, value] of message.headers) {
      const known = headers[name.toLowerCase()];
      headers[name.toLowerCase()] = known === undefined ? value : `${known}, ${value}`;
    }
    // A token says who the subscriber is; the header counts with a key of the cabinet only.
    if (!recipe.credentials.startsWith('cabinet')) delete headers['x-subscriber-uid'];
    const asked = { method, path, headers, body: parsed(body) };
    const wrong = departures(this.contract, asked, answer).filter(
      (line) => line !== 'request body: undeclared',
    );
    return wrong.length === 0 ? null : `${method} ${answer.status}: ${wrong.join('; ')}`;
  }

  /** What the answer says to have been done. */
  private note({ operation, method, body }: Sent, answer: HttpReply): void {
    if (method !== 'POST' || answer.status > 201) return;
    if (operation.id === 'createPayment' && answer.status === 201) {
      const { id } = JSON.parse(answer.body) as { id: string };
      if (answer.headers['idempotent-replayed'] === undefined) this.allowed.made.add(id);
      if (this.known.length < MOST_KNOWN) this.known.push(id);
      const wish = parsed(body) as { amountKopecks: number; agreementId: string };
      const got = JSON.parse(answer.body) as typeof wish;
      if (got.amountKopecks !== wish.amountKopecks || got.agreementId !== wish.agreementId) {
        throw new Error(`Another payment than was asked for: ${answer.body}`);
      }
    }
    if (operation.id === 'cancelPayment' && answer.status === 200) {
      this.allowed.cancelled.add((JSON.parse(answer.body) as { id: string }).id);
    }
  }
}

function parsed(body: Buffer | null): unknown {
  try {
    return body === null || body.length === 0
      ? undefined
      : JSON.parse(body.toString('utf8').replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
}

function shown({ recipe, message }: Sent, answer: Exchanged): string {
  const text = Buffer.concat([...message.pieces]).toString('latin1');
  return [JSON.stringify(recipe).slice(0, 3000), text.slice(0, 4000), `→ ${JSON.stringify(answer)}`].join(
    '\n',
  );
}

/** Every route of the built service that openapi.yaml lists. */
export const restTarget: Target = {
  name: 'rest',
  share: 4,
  start: async () => {
    const service = await ServiceUnderFuzz.start();
    const { world } = service;
    const known: string[] = [];
    for (let made = 0; made < 3; made += 1) known.push((await world.pay(50_000)).id);
    const paid = await world.pay(50_000);
    await world.bank.pay(paid.orderId);
    await world.until(paid.id, 'posted');
    known.push(paid.id);
    const contract = Contract.load();
    const ledger = new RestLedger(world);
    await ledger.complaints(nothingAllowed());
    const credentials = await credentialHeaders(world);
    return new RestHarness(service, contract, restRecipes(contract), credentials, ledger, known);
  },
};
