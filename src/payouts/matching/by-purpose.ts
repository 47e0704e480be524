import type { Expectation, Payout } from './match';
import { amountOf, netOf, totalOf, type OpenSides } from './open-sides';

/** Shorter names of terminals may stand in a purpose by chance. */
const SHORTEST_TERMINAL = 5;

/** Payouts whose purposes name the same days and terminals, and what is expected by these names. */
export interface NamedGroup<P extends Payout> {
  readonly payouts: readonly P[];
  readonly expectations: readonly Expectation[];
}

/** What a purpose means by its days, which may be those of the operations or of the transfer. */
function meantBy<P extends Payout>(payout: P, sides: OpenSides<P>): readonly Expectation[] {
  const { days, codes } = payout.named;
  const isNamed = ({ terminal }: Expectation): boolean =>
    terminal.length >= SHORTEST_TERMINAL && codes.has(terminal);
  const payable = sides.payableBy(payout);
  const ofTerminals = payable.some(isNamed) ? payable.filter(isNamed) : payable;
  const ofTransfer = ofTerminals.filter(({ transferDay }) => days.includes(transferDay));
  const ofOperations = ofTerminals.filter(({ operationDays }) =>
    operationDays.every((day) => days.includes(day)),
  );
  const meanings = [ofOperations, ofTransfer].filter(({ length }) => length > 0);
  const isExact = (meaning: readonly Expectation[]): boolean => totalOf(meaning, netOf) === amountOf(payout);
  return meanings.find(isExact) ?? meanings[0] ?? [];
}

/** Groups of open payouts by what their purposes mean, in the order of their first payouts. */
export function namedGroups<P extends Payout>(sides: OpenSides<P>): readonly NamedGroup<P>[] {
  const groups = new Map<string, { payouts: P[]; expectations: readonly Expectation[] }>();
  for (const payout of sides.payouts) {
    if (payout.named.days.length === 0) continue;
    const expectations = meantBy(payout, sides);
    if (expectations.length === 0) continue;
    const key = expectations.map(({ transferDay, terminal }) => `${transferDay} ${terminal}`).join('\n');
    const group = groups.get(key) ?? { payouts: [], expectations };
    group.payouts.push(payout);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Puts together what purposes name and sums confirm. */
export function matchByPurpose<P extends Payout>(sides: OpenSides<P>): void {
  for (const { payouts, expectations } of namedGroups(sides)) {
    const sum = totalOf(expectations, netOf);
    const one = payouts.filter((payout) => amountOf(payout) === sum).slice(0, 1);
    const chosen = totalOf(payouts, amountOf) === sum ? payouts : one;
    const isOpen = expectations.every((expectation) => sides.expectations.includes(expectation));
    if (chosen.length > 0 && isOpen) sides.takeExact('purpose', expectations, chosen);
  }
}
