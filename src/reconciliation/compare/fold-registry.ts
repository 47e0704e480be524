import type { RegistryLine, RegistryOperation } from '../../books/registry-line';
import { kopecks, type Kopecks } from '../../shared/money';
import type { BankFact, BankWord } from './facts';

const CHARGEBACKS: readonly RegistryOperation[] = [
  'chargeback',
  'chargeback_reversed',
  'correction_out',
  'correction_in',
];

interface Sums {
  /** Null where no line says that it was taken: it was paid before the registries begin. */
  readonly paid: number | null;
  readonly returned: number;
  readonly chargedBack: number;
}

/**
 * One fact for each payment of the bank that the lines are about; lines of fees alone are about none. The lines of a payment
 * should be all that the registries in force have of it, of whatever day. A line without payment id belongs to the one
 * payment that has its order.
 */
export function foldRegistry(lines: readonly RegistryLine[]): readonly BankFact[] {
  return [...grouped(lines).values()].map(foldOne);
}

function grouped(lines: readonly RegistryLine[]): ReadonlyMap<string, readonly RegistryLine[]> {
  const moving = lines.filter(({ operation }) => operation !== 'fee');
  const idsOfOrders = paymentIdsByOrder(moving);
  const groups = new Map<string, RegistryLine[]>();
  for (const line of moving) {
    const key = keyOf(line, idsOfOrders);
    const group = groups.get(key);
    if (group) group.push(line);
    else groups.set(key, [line]);
  }
  return groups;
}

function paymentIdsByOrder(lines: readonly RegistryLine[]): ReadonlyMap<string, ReadonlySet<string>> {
  const ids = new Map<string, Set<string>>();
  for (const { orderId, acquirerPaymentId } of lines) {
    if (orderId === null || acquirerPaymentId === null) continue;
    ids.set(orderId, (ids.get(orderId) ?? new Set()).add(acquirerPaymentId));
  }
  return ids;
}

function keyOf(line: RegistryLine, idsOfOrders: ReadonlyMap<string, ReadonlySet<string>>): string {
  const { terminal, orderId, acquirerPaymentId } = line;
  const [only, ...others] = orderId === null ? [] : (idsOfOrders.get(orderId) ?? []);
  const id = acquirerPaymentId ?? (others.length === 0 ? only : undefined);
  if (id !== undefined) return `${terminal} payment ${id}`;
  return orderId === null ? `${terminal} line ${describe(line)}` : `${terminal} order ${orderId}`;
}

function foldOne(lines: readonly RegistryLine[]): BankFact {
  const inOrder = lines.toSorted(byTime);
  const taken = inOrder.filter(({ operation }) => operation === 'payment');
  const gone = inOrder.filter(({ amountKopecks }) => amountKopecks < 0);
  const sums: Sums = {
    paid: taken.length === 0 ? null : total(taken),
    returned: -total(inOrder.filter(({ operation }) => operation.startsWith('refund'))),
    chargedBack: -total(inOrder.filter(({ operation }) => CHARGEBACKS.includes(operation))),
  };
  const back = Math.max(0, sums.returned + sums.chargedBack);
  const orderId = inOrder.find((line) => line.orderId !== null)?.orderId ?? null;
  const acquirerPaymentId =
    inOrder.find((line) => line.acquirerPaymentId !== null)?.acquirerPaymentId ?? null;
  return {
    origin: 'registry',
    terminal: inOrder[0]?.terminal ?? '',
    orderId,
    acquirerPaymentId,
    word: wordOf(sums),
    rawStatus: [...new Set(inOrder.map(({ rawOperation }) => rawOperation))].join(' '),
    paidKopecks: sums.paid === null ? null : kopecks(sums.paid),
    returnedKopecks: kopecks(back),
    paidAt: taken[0]?.operatedAt ?? null,
    returnedAt: back > 0 ? (gone.at(-1)?.operatedAt ?? null) : null,
    line: orderId === null && acquirerPaymentId === null && inOrder[0] ? describe(inOrder[0]) : null,
  };
}

/** Of what happened at one moment, the lines' own words decide, lest the order of files did. */
function byTime(one: RegistryLine, other: RegistryLine): number {
  const byMoment = one.operatedAt.getTime() - other.operatedAt.getTime();
  return byMoment || (describe(one) < describe(other) ? -1 : 1);
}

/** Where the registries do not have the taking, what went back counts as all; only the ledger may know better. */
function wordOf({ paid, returned, chargedBack }: Sums): BankWord {
  const back = returned + chargedBack;
  if (back <= 0) return 'taken';
  if (paid !== null && back < paid) return 'returned_in_part';
  return chargedBack > 0 ? 'charged_back' : 'returned';
}

/** What tells a line without payment id and order from others, in a later registry too. */
function describe({ rawOperation, operatedAt, amountKopecks, rrn, authorizationCode }: RegistryLine): string {
  const marks = [rrn, authorizationCode].filter((mark) => mark !== null);
  return [rawOperation, operatedAt.toISOString(), amountKopecks, ...marks].join(' ');
}

function total(lines: readonly { readonly amountKopecks: Kopecks }[]): number {
  return lines.reduce((sum, { amountKopecks }) => sum + amountKopecks, 0);
}
