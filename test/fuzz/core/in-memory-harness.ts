import type fc from 'fast-check';
import { MemoryWatch } from './memory-watch';
import { drawn, shrunk } from './recipes';
import { strayErrors } from './stray-errors';
import type { CaseResult, Ending, Harness } from './target';

/** What was found on one case. */
interface Judged {
  readonly outcome: string;
  readonly complaints: readonly string[];
}

/** An adapter fed with answers in this process: a case is drawn, tried and judged, and can be made smaller. */
export abstract class InMemoryHarness<Recipe> implements Harness {
  readonly lanes = 1;
  abstract readonly batch: number;
  protected abstract readonly recipes: fc.Arbitrary<Recipe>;
  private readonly memory = new MemoryWatch(process.pid);
  private readonly stray = strayErrors();

  protected abstract attempt(recipe: Recipe): Promise<Judged>;

  /** The case as it is printed. */
  protected abstract shown(recipe: Recipe, complaints: readonly string[]): string;

  async run(seed: number): Promise<CaseResult> {
    const recipe = drawn(this.recipes, seed);
    const { outcome, complaints } = await this.attempt(recipe);
    return { outcome, complaint: complaints[0] ?? null, show: () => this.shown(recipe, complaints) };
  }

  async shrink(seed: number): Promise<string | null> {
    const fails = async (recipe: Recipe): Promise<boolean> =>
      (await this.attempt(recipe)).complaints.length > 0;
    const smallest = await shrunk(this.recipes, seed, fails);
    return smallest && this.shown(smallest, (await this.attempt(smallest)).complaints);
  }

  inspect(): Promise<readonly string[]> {
    this.memory.sample();
    return Promise.resolve(this.stray.taken());
  }

  finish(): Promise<Ending> {
    this.stray.stop();
    return Promise.resolve({
      complaints: this.memory.complaints(),
      figures: { memory: this.memory.figures() },
    });
  }
}
