type Facts = Readonly<Record<string, unknown>>;

/** How a fact of a payment may come to differ from what was frozen. */
type Rule = 'never' | 'from_nothing' | 'by_history';

/** What is not named here, as the bank's last word or the registry's fee, goes on by itself and is held against nothing. */
const RULES: Readonly<Record<string, Rule>> = {
  orderId: 'never',
  subscriberUid: 'never',
  agreementId: 'never',
  agreementNumber: 'never',
  amountKopecks: 'never',
  terminal: 'never',
  channel: 'never',
  createdAt: 'never',
  acquirerPaymentId: 'from_nothing',
  confirmedAt: 'from_nothing',
  status: 'by_history',
  postedAt: 'by_history',
  receipt: 'by_history',
  postingState: 'by_history',
  recordId: 'by_history',
  reversalState: 'by_history',
  reversalRecordId: 'by_history',
};

export interface Difference {
  readonly field: string;
  /** Whether only the payment's history can say that it is right. */
  readonly mayBeExplained: boolean;
  readonly sealed: string | null;
  readonly found: string | null;
}

const asText = (value: unknown): string | null =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : null;

/** A worker takes a posting and lays it back without a line in the history. */
const stateOf = (text: string | null): string | null => (text === 'in_progress' ? 'due' : text);

function isSame(field: string, sealed: string | null, found: string | null): boolean {
  if (field === 'postingState' || field === 'reversalState') return stateOf(sealed) === stateOf(found);
  return sealed === found;
}

/** Where the ledger says otherwise than the frozen row. */
export function differencesOf(frozen: Facts, live: Facts): readonly Difference[] {
  return Object.entries(RULES).flatMap(([field, rule]) => {
    const [sealed, found] = [asText(frozen[field]), asText(live[field])];
    if (isSame(field, sealed, found)) return [];
    const mayBeExplained = rule === 'by_history' || (rule === 'from_nothing' && sealed === null);
    return [{ field, mayBeExplained, sealed, found }];
  });
}

/** One line of a payment's history, as far as it explains. */
export interface Told {
  readonly at: Date;
  readonly type: string;
  readonly from: string | null;
  readonly to: string | null;
}

/**
 * Whether the history tells of a difference. A status must be reached move by move from the frozen one; of anything else
 * there must be some word since.
 * @param since the moment of the closing, less what clocks may differ by
 */
export function isTold(difference: Difference, history: readonly Told[], since: Date): boolean {
  const later = history.filter(({ at }) => at >= since);
  switch (difference.field) {
    case 'status':
      return isReached(difference, later);
    case 'confirmedAt':
      return later.some(({ type, to }) => type === 'moved' && to === 'confirmed');
    case 'acquirerPaymentId':
      return later.length > 0;
    default:
      return later.some(({ type }) => type !== 'noted' && type !== 'flagged');
  }
}

/** A payment may have gone on since it was read. */
function isReached({ sealed, found }: Difference, later: readonly Told[]): boolean {
  let status = sealed;
  for (const { type, from, to } of later) {
    if (type === 'moved' && from === status) status = to;
    if (status === found) return true;
  }
  return false;
}
