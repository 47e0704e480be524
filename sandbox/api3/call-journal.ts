export interface RejectedCall {
  readonly at: string;
  /** Null when the message did not get as far as an operation. */
  readonly operation: string | null;
  readonly reason: string;
}

const REJECTED_KEPT = 100;

/** What was called since the last reset, and what was refused for its form. */
export class CallJournal {
  private readonly counts = new Map<string, number>();
  private readonly refused: RejectedCall[] = [];

  countCall(operation: string): void {
    this.counts.set(operation, (this.counts.get(operation) ?? 0) + 1);
  }

  reject(operation: string | undefined, reason: string): void {
    this.refused.push({ at: new Date().toISOString(), operation: operation ?? null, reason });
    if (this.refused.length > REJECTED_KEPT) this.refused.shift();
  }

  calls(): Record<string, number> {
    return Object.fromEntries(this.counts);
  }

  rejected(): readonly RejectedCall[] {
    return this.refused;
  }
}
