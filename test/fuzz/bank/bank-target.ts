import axios from 'axios';
import { TinkoffAcquirer } from '../../../src/acquiring/tinkoff/tinkoff.adapter';
import { kopecks } from '../../../src/shared/money';
import { MemoryWatch } from '../core/memory-watch';
import { drawn, shrunk } from '../core/recipes';
import { settled } from '../core/settled';
import { strayErrors } from '../core/stray-errors';
import type { CaseResult, Harness, Target } from '../core/target';
import { judge } from './judge';
import { AMOUNT, answerOf, ORDER_ID, PAYMENT_ID, recipes, TERMINAL, type Call, type Recipe } from './recipe';

class BankHarness implements Harness {
  readonly lanes = 1;
  readonly batch = 5000;
  private recipe!: Recipe;
  private readonly memory = new MemoryWatch(process.pid);
  private readonly stray = strayErrors();
  private readonly acquirer = new TinkoffAcquirer({
    apiUrl: 'https://bank.example/v2',
    terminalKey: TERMINAL,
    password: 'demo$Secret',
    notificationUrl: 'https://pay.example/v1/tinkoff/notifications',
    // Each call holds a timer until then.
    timeoutMs: 10_000,
    http: axios.create({
      adapter: (config) => {
        const { status, bytes } = answerOf(this.recipe);
        const data = bytes.toString('utf8').replace(/^\ufeff/, '');
        return Promise.resolve({ status, statusText: '', headers: {}, config, data });
      },
    }),
  });

  async run(seed: number): Promise<CaseResult> {
    const recipe = drawn(recipes, seed);
    const { outcome, complaints } = await this.attempt(recipe);
    return { outcome, complaint: complaints[0] ?? null, show: () => shown(recipe, complaints) };
  }

  async shrink(seed: number): Promise<string | null> {
    const smallest = await shrunk(
      recipes,
      seed,
      async (recipe) => (await this.attempt(recipe)).complaints.length > 0,
    );
    return smallest && shown(smallest, (await this.attempt(smallest)).complaints);
  }

  inspect(): Promise<readonly string[]> {
    this.memory.sample();
    return Promise.resolve(this.stray.taken());
  }

  finish(): ReturnType<Harness['finish']> {
    this.stray.stop();
    return Promise.resolve({
      complaints: this.memory.complaints(),
      figures: { memory: this.memory.figures() },
    });
  }

  private async attempt(recipe: Recipe): ReturnType<typeof settledAndJudged> {
    this.recipe = recipe;
    return settledAndJudged(recipe, this.invoke(recipe.call));
  }

  private invoke(call: Call): Promise<unknown> {
    switch (call) {
      case 'createOrder':
        return this.acquirer.createOrder({
          orderId: ORDER_ID,
          amountKopecks: kopecks(AMOUNT),
          description: 'Top-up',
          expiresAt: new Date(1_795_500_000_000),
          successUrl: null,
          failUrl: null,
          language: 'ru',
          payerEmail: null,
          payerPhone: null,
        });
      case 'getState':
        return this.acquirer.getState(PAYMENT_ID);
      case 'findOrder':
        return this.acquirer.findOrder(ORDER_ID);
      case 'cancelOrder':
        return this.acquirer.cancelOrder(PAYMENT_ID);
      case 'checkHealth':
        return this.acquirer.checkHealth();
    }
  }
}

async function settledAndJudged(recipe: Recipe, call: Promise<unknown>): Promise<ReturnType<typeof judge>> {
  return judge(recipe, await settled(call));
}

function shown(recipe: Recipe, complaints: readonly string[]): string {
  const { status, bytes } = answerOf(recipe);
  return [
    ...complaints,
    JSON.stringify(recipe),
    `HTTP ${status}`,
    bytes.toString('utf8').slice(0, 4000),
  ].join('\n');
}

/** Answers of the bank, and what the adapter makes of them. */
export const bankTarget: Target = {
  name: 'bank',
  share: 45,
  start: () => Promise.resolve(new BankHarness()),
};
