import { drawn, shrunk } from '../core/recipes';
import { settled } from '../core/settled';
import type { CaseResult, Harness, Target } from '../core/target';
import { MemoryWatch } from '../core/memory-watch';
import { strayErrors } from '../core/stray-errors';
import { AdapterUnderTest, textOfBytes } from './adapter-under-test';
import { judge, type Judgement } from './judge';
import { answerOf, recipes, type Recipe } from './recipe';
import { WireCore } from './wire-core';

class SoapHarness implements Harness {
  readonly lanes = 1;
  readonly batch = 2000;
  private inMemory = new AdapterUnderTest(null);
  private readonly memory = new MemoryWatch(process.pid);
  private overWire = 0;

  constructor(
    private readonly core: WireCore,
    private readonly stray = strayErrors(),
  ) {}

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

  async finish(): ReturnType<Harness['finish']> {
    this.stray.stop();
    await this.core.stop();
    return {
      complaints: this.memory.complaints(),
      figures: { overWire: this.overWire, memory: this.memory.figures() },
    };
  }

  private async attempt(recipe: Recipe): Promise<Judgement> {
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
}

function shown(recipe: Recipe, complaints: readonly string[]): string {
  const { status, type, cookies, bytes } = answerOf(recipe);
  const text = bytes.toString('utf8');
  const cut = text.length > 4000 ? `${text.slice(0, 4000)}… (${text.length} characters)` : text;
  return [
    ...complaints,
    JSON.stringify(recipe),
    `HTTP ${status} ${type} ${JSON.stringify(cookies)}`,
    cut,
  ].join('\n');
}

/** Answers of billing's core, and what the adapter makes of them. */
export const soapTarget: Target = {
  name: 'soap',
  share: 45,
  start: async () => new SoapHarness(await WireCore.start()),
};
