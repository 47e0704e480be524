import { InMemoryHarness } from '../core/in-memory-harness';
import { settled } from '../core/settled';
import type { Ending, Target } from '../core/target';
import { AdapterUnderTest, textOfBytes } from './adapter-under-test';
import { judge, type Judgement } from './judge';
import { answerOf, recipes, type Recipe } from './recipe';
import { WireCore } from './wire-core';

class SoapHarness extends InMemoryHarness<Recipe> {
  readonly batch = 2000;
  protected readonly recipes = recipes;
  private inMemory = new AdapterUnderTest(null);
  private overWire = 0;

  constructor(private readonly core: WireCore) {
    super();
  }

  override async finish(): Promise<Ending> {
    const { complaints, figures } = await super.finish();
    await this.core.stop();
    return { complaints, figures: { overWire: this.overWire, ...figures } };
  }

  protected async attempt(recipe: Recipe): Promise<Judgement> {
    if (recipe.wire !== null) {
      this.overWire += 1;
      return this.core.attempt(recipe);
    }
    // A sign-in leaves a session behind, so its cases begin with none.
    const subject = recipe.call === 'getPosterId' ? new AdapterUnderTest(null) : this.inMemory;
    subject.recipe = recipe;
    const ending = await settled(subject.invoke(recipe.call));
    return judge(recipe, textOfBytes(answerOf(recipe).bytes), ending);
  }

  protected shown(recipe: Recipe, complaints: readonly string[]): string {
    const { status, type, cookies, bytes } = answerOf(recipe);
    const text = bytes.toString('utf8');
    const cut = text.length > 4000 ? `${text.slice(0, 4000)}… (${text.length} characters)` : text;
    const head = `HTTP ${status} ${type} ${JSON.stringify(cookies)}`;
    return [...complaints, JSON.stringify(recipe), head, cut].join('\n');
  }
}

/** Answers of billing's core, and what the adapter makes of them. */
export const soapTarget: Target = {
  name: 'soap',
  share: 45,
  start: async () => new SoapHarness(await WireCore.start()),
};
