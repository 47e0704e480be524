import axios from 'axios';
import { TinkoffAcquirer } from '../../../src/acquiring/tinkoff/tinkoff.adapter';
import { kopecks } from '../../../src/shared/money';
import { InMemoryHarness } from '../core/in-memory-harness';
import { settled } from '../core/settled';
import type { Target } from '../core/target';
import { judge } from './judge';
import { AMOUNT, answerOf, ORDER_ID, PAYMENT_ID, recipes, TERMINAL, type Call, type Recipe } from './recipe';

class BankHarness extends InMemoryHarness<Recipe> {
  readonly batch = 5000;
  protected readonly recipes = recipes;
  private recipe!: Recipe;
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

  protected async attempt(recipe: Recipe): Promise<ReturnType<typeof judge>> {
    this.recipe = recipe;
    return judge(recipe, await settled(this.invoke(recipe.call)));
  }

  protected shown(recipe: Recipe, complaints: readonly string[]): string {
    const { status, bytes } = answerOf(recipe);
    const text = bytes.toString('utf8').slice(0, 4000);
    return [...complaints, JSON.stringify(recipe), `HTTP ${status}`, text].join('\n');
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

/** Answers of the bank, and what the adapter makes of them. */
export const bankTarget: Target = {
  name: 'bank',
  share: 45,
  start: () => Promise.resolve(new BankHarness()),
};
