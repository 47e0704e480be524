import type { SqlUnits } from '../database/sql-units';
import type { BusinessDays } from '../shared/business-days';
import { dayAfter } from '../shared/calendar-day';
import type { Clock } from '../shared/clock';
import { expectationsBetween } from './expectation-rows';
import type { Match } from './matching/match';
import { matchPayouts } from './matching/match-payouts';
import { REACH_DAYS } from './matching/open-sides';
import type { PayoutRules } from './payout-rules';
import { namedIn, type Named } from './purpose';
import { ReceiptRows, type KeptReceipt } from './receipt-rows';
import { registryGaps, type RegistryGap } from './registry-gaps';
import { StatementRows } from './statement-rows';

export interface BankPayout extends KeptReceipt {
  readonly named: Named;
}

/** The third leg of some days: what registries let expect against what the provider's bank received. */
export interface PayoutComparison {
  /** What has an expected or paid sum of these days; a part of it may lie outside of them. */
  readonly matches: readonly Match<BankPayout>[];
  readonly registryGaps: readonly RegistryGap[];
  /** Days that no statement covers, of those that are over. */
  readonly daysWithoutStatement: readonly string[];
}

export class Payouts {
  constructor(
    private readonly units: SqlUnits,
    private readonly rules: PayoutRules,
    private readonly businessDays: BusinessDays,
    private readonly patienceWorkingDays: number,
    private readonly clock: Clock,
  ) {}

  /** @param lastDay included, as is the first; business days, `YYYY-MM-DD` */
  async compare(firstDay: string, lastDay: string): Promise<PayoutComparison> {
    const today = this.businessDays.nameOf(this.clock.now());
    const yesterday = dayAfter(today, -1);
    const lastOver = lastDay < yesterday ? lastDay : yesterday;
    const matches = await this.matchesAround(firstDay, lastDay, today);
    const isWithin = (day: string): boolean => firstDay <= day && day <= lastDay;
    return {
      matches: matches.filter(
        ({ expectations, payouts }) =>
          expectations.some(({ transferDay }) => isWithin(transferDay)) ||
          payouts.some(({ day }) => isWithin(day)),
      ),
      registryGaps: await registryGaps(this.units, this.businessDays, firstDay, lastOver),
      daysWithoutStatement: await this.uncovered(firstDay, lastOver),
    };
  }

  /** What lies around the days takes its own first, so that the days at the ends are not put together with its money. */
  private async matchesAround(
    firstDay: string,
    lastDay: string,
    today: string,
  ): Promise<readonly Match<BankPayout>[]> {
    const [from, to] = [dayAfter(firstDay, -2 * REACH_DAYS), dayAfter(lastDay, 2 * REACH_DAYS)];
    const { expectations, receipts } = await this.units.alone(async (connection) => ({
      expectations: await expectationsBetween(connection, from, to),
      receipts: await new ReceiptRows(connection).between(from, to),
    }));
    const payouts = receipts
      .filter((receipt) => this.rules.isPayout(receipt))
      .map((receipt) => ({ ...receipt, named: namedIn(receipt.purpose) }));
    return matchPayouts(expectations, payouts, { workingDays: this.patienceWorkingDays, today });
  }

  private async uncovered(firstDay: string, lastDay: string): Promise<readonly string[]> {
    const spans = await this.units.alone((connection) =>
      new StatementRows(connection).spans(firstDay, lastDay),
    );
    const days: string[] = [];
    for (let day = firstDay; day <= lastDay; day = dayAfter(day, 1)) {
      if (!spans.some((span) => span.firstDay <= day && day <= span.lastDay)) days.push(day);
    }
    return days;
  }
}
