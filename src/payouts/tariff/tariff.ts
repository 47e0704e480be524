import type { TariffRule } from '../../config/tariff';
import { kopecks, type Kopecks } from '../../shared/money';

const MILLION = 1_000_000n;

/** What a fee depends on. */
export interface TariffCase {
  /** Business day of the operation, `YYYY-MM-DD`. */
  readonly day: string;
  readonly terminal: string;
  readonly paymentSystem: string | null;
  readonly amountKopecks: Kopecks;
}

const plain = (text: string): string => text.trim().toLowerCase();

/** How many of terminal and payment system a rule names; the terminal says more. */
const weightOf = (rule: TariffRule): number =>
  (rule.terminal === undefined ? 0 : 2) + (rule.paymentSystem === undefined ? 0 : 1);

/** The bank's tariff. A rule that names more goes before one that names less; of equal ones the latest that has begun. */
export class Tariff {
  private readonly rules: readonly TariffRule[];

  constructor(rules: readonly TariffRule[]) {
    this.rules = rules.toSorted(
      (a, b) => weightOf(b) - weightOf(a) || (a.from < b.from ? 1 : -Number(a.from > b.from)),
    );
  }

  get isSet(): boolean {
    return this.rules.length > 0;
  }

  /** The fee of one operation, or null when no rule is for it. */
  feeOf(operation: TariffCase): Kopecks | null {
    const rule = this.rules.find((candidate) => isFor(candidate, operation));
    return rule ? feeBy(rule, operation.amountKopecks) : null;
  }
}

function isFor({ from, terminal, paymentSystem }: TariffRule, operation: TariffCase): boolean {
  return (
    from <= operation.day &&
    (terminal === undefined || terminal === operation.terminal) &&
    (paymentSystem === undefined || plain(paymentSystem) === plain(operation.paymentSystem ?? ''))
  );
}

/** Half a kopeck is rounded up. */
function feeBy(rule: TariffRule, amountKopecks: Kopecks): Kopecks {
  const share = (BigInt(amountKopecks) * BigInt(rule.millionths) + MILLION / 2n) / MILLION;
  const fee = Number(share) + rule.fixedKopecks;
  return kopecks(Math.min(Math.max(fee, rule.minKopecks ?? 0), rule.maxKopecks ?? fee));
}
