/** What must not be. */
export const FAULTS = [
  'lost',
  'doubled',
  'wrong amount',
  'wrong agreement',
  'not reversed',
  'credited without confirmation',
  'ledger differs',
  'balance differs',
  'history does not explain state',
  'notification not kept',
  'trouble of a payer',
  'not at rest',
] as const;

export type Fault = (typeof FAULTS)[number];

/** Everything that the comparison found, by kind. */
export class Findings {
  private readonly found = new Map<Fault, string[]>(FAULTS.map((fault) => [fault, []]));
  /** Postings that wait for a person: the reason, and how many. */
  readonly parked: string[] = [];

  add(fault: Fault, what: string): void {
    this.found.get(fault)?.push(what);
  }

  of(fault: Fault): readonly string[] {
    return this.found.get(fault) ?? [];
  }

  get total(): number {
    return FAULTS.reduce((sum, fault) => sum + this.of(fault).length, 0);
  }

  parkedByReason(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const reason of this.parked) counts[reason] = (counts[reason] ?? 0) + 1;
    return counts;
  }
}
