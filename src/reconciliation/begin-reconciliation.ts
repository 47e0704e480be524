import type { SqlUnits } from '../database/sql-units';
import type { BusinessDays } from '../shared/business-days';
import { isDay } from '../shared/calendar-day';
import type { Clock } from '../shared/clock';
import { wrongParameter } from '../shared/http/parameters';
import { Problem } from '../shared/problem/problem';
import { ReconciliationProblems } from './reconciliation-problems';
import { RegistryFacts } from './registry-facts';
import type { Run, RunSource } from './run';
import type { Runs } from './runs';

export interface Wish {
  readonly day: string;
  readonly terminal: string | null;
  readonly source: RunSource;
  readonly by: string;
}

/** Begins a reconciliation that a person asks for, if it can be made at all. */
export class BeginReconciliation {
  constructor(
    private readonly units: SqlUnits,
    private readonly runs: Runs,
    private readonly days: BusinessDays,
    private readonly clock: Clock,
    /** The only one that the bank can be asked about. */
    private readonly ownTerminal: string,
  ) {}

  /** @throws Problem `validation_failed`, `bank_cannot_be_asked`, `day_not_in_registries` */
  async execute({ day, source, by, ...wish }: Wish): Promise<Run> {
    const terminal = wish.terminal ?? this.ownTerminal;
    if (!isDay(day)) {
      throw wrongParameter('/day', 'wrong_format', 'Нужен день: 2026-11-24.', 'Must be a day: 2026-11-24.');
    }
    if (day > this.days.nameOf(this.clock.now())) {
      throw wrongParameter('/day', 'out_of_range', 'Этот день ещё не начался.', 'The day has not begun yet.');
    }
    if (source === 'bank' && terminal !== this.ownTerminal) {
      throw new Problem(ReconciliationProblems.bankCannotBeAsked);
    }
    if (source === 'registry' && !(await new RegistryFacts(this.units, terminal).covers(day))) {
      throw new Problem(ReconciliationProblems.dayNotCovered);
    }
    return this.runs.begin({ day, terminal, source, by, night: null });
  }
}
