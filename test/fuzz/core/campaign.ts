import { setImmediate as turn } from 'node:timers/promises';
import { caseSeed } from './case-seed';
import type { CaseResult, Finding, Harness, Target, TargetReport } from './target';

export interface Budget {
  readonly cases: number;
  readonly seconds: number;
}

const MOST_FINDINGS = 12;

/** What makes two findings the same one: their words without the figures. */
const kindOf = (complaint: string): string => complaint.replace(/\d+|"[^"]*"/g, '·').slice(0, 100);

/** Feeds one target until its budget is used up or enough is found. */
export class Campaign {
  private readonly outcomes = new Map<string, number>();
  private readonly findings = new Map<string, Finding>();
  private next = 0;

  constructor(
    private readonly target: Target,
    private readonly seed: number,
    private readonly say: (line: string) => void,
  ) {}

  async run(budget: Budget): Promise<TargetReport> {
    const harness = await this.target.start();
    const started = performance.now();
    const isOver = (): boolean =>
      this.next >= budget.cases ||
      performance.now() - started >= budget.seconds * 1000 ||
      this.findings.size >= MOST_FINDINGS;
    while (!isOver()) await this.batch(harness, Math.min(this.next + harness.batch, budget.cases), isOver);
    const seconds = (performance.now() - started) / 1000;
    return this.report(harness, seconds);
  }

  /** One case alone, as a replay asks for it. */
  async replay(number: number): Promise<TargetReport> {
    const harness = await this.target.start();
    this.next = number;
    const result = await this.tried(harness, number);
    this.say(`${result.outcome}\n${result.show()}`);
    await this.take(harness, number, result);
    this.blame(number, number, await harness.inspect());
    this.next = 1;
    return this.report(harness, 0);
  }

  private async batch(harness: Harness, end: number, isOver: () => boolean): Promise<void> {
    const first = this.next;
    const lane = async (): Promise<void> => {
      while (this.next < end && !isOver()) {
        const number = this.next++;
        await this.take(harness, number, await this.tried(harness, number));
      }
    };
    await Promise.all(Array.from({ length: harness.lanes }, lane));
    // Cases that never wait for the outside would run as one turn, in which no timer fires and no signal of one is let go.
    await turn();
    this.blame(first, this.next - 1, await harness.inspect());
  }

  /** A case in which the fuzz test itself fails is one to look at as well. */
  private async tried(harness: Harness, number: number): Promise<CaseResult> {
    try {
      return await harness.run(caseSeed(this.seed, this.target.name, number));
    } catch (error) {
      const show = (): string => (error instanceof Error ? String(error.stack) : String(error));
      return { outcome: 'failed', complaint: `the case could not be judged: ${String(error)}`, show };
    }
  }

  private async take(harness: Harness, number: number, result: CaseResult): Promise<void> {
    this.outcomes.set(result.outcome, (this.outcomes.get(result.outcome) ?? 0) + 1);
    if (result.complaint === null || this.findings.has(kindOf(result.complaint))) return;
    this.keep(number, result.complaint, result.show(), null);
    const smallest = await harness.shrink?.(caseSeed(this.seed, this.target.name, number));
    if (smallest) this.keep(number, result.complaint, result.show(), smallest);
  }

  private blame(first: number, last: number, complaints: readonly string[]): void {
    for (const complaint of complaints) {
      if (!this.findings.has(kindOf(complaint)))
        this.keep(first, complaint, `cases ${first} to ${last}`, null);
    }
  }

  private keep(number: number, complaint: string, shown: string, smallest: string | null): void {
    const { name } = this.target;
    const replay = `npm run fuzz -- --target ${name} --seed ${this.seed} --case ${number}`;
    this.findings.set(kindOf(complaint), { target: name, number, complaint, shown, smallest, replay });
  }

  private async report(harness: Harness, seconds: number): Promise<TargetReport> {
    const { complaints, figures } = await harness.finish();
    this.blame(0, this.next - 1, complaints);
    return {
      target: this.target.name,
      cases: this.next,
      seconds: Math.round(seconds * 10) / 10,
      perSecond: seconds > 0 ? Math.round(this.next / seconds) : 0,
      outcomes: Object.fromEntries([...this.outcomes].sort(([, a], [, b]) => b - a)),
      figures,
      findings: [...this.findings.values()],
    };
  }
}
