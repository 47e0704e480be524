import type { Payment } from '../payment';
import type { Posting, PostingState } from '../posting';
import type { CreditToRead, ReadBackRows, ReadBackState } from '../read-back-rows.port';
import { byId, byTime } from './tables';

export class MemoryReadBackRows implements ReadBackRows {
  constructor(
    private readonly rows: Map<string, Posting>,
    private readonly payments: ReadonlyMap<string, Payment>,
  ) {}

  creditsWritten(
    { from, to }: { readonly from: Date; readonly to: Date },
    afterId: string | null,
    limit: number,
  ): Promise<readonly CreditToRead[]> {
    const written = this.credits().filter(
      ({ posting }) =>
        posting.sequence === 1 &&
        posting.createdAt >= from &&
        posting.createdAt < to &&
        posting.id > (afterId ?? ''),
    );
    return Promise.resolve(written.slice(0, limit));
  }

  creditsMoved(
    { from, to }: { readonly from: Date; readonly to: Date },
    afterId: string | null,
    limit: number,
  ): Promise<readonly CreditToRead[]> {
    const moved = this.credits().filter(
      ({ posting, paidAt }) =>
        posting.sequence > 1 && paidAt >= from && paidAt < to && posting.id > (afterId ?? ''),
    );
    return Promise.resolve(moved.slice(0, limit));
  }

  creditsOf(receipts: readonly string[]): Promise<readonly CreditToRead[]> {
    return Promise.resolve(this.credits().filter(({ posting }) => receipts.includes(posting.receipt)));
  }

  datesToRead(terms: { readonly paidBefore: Date; readonly postedSince: Date }): Promise<readonly Date[]> {
    const wanted = this.credits().filter(
      ({ posting, paidAt }) =>
        paidAt < terms.paidBefore &&
        (posting.readBackFinding !== null || isUnread(posting, terms.postedSince)),
    );
    const times = new Set(wanted.map(({ paidAt }) => paidAt.getTime()));
    return Promise.resolve([...times].map((time) => new Date(time)));
  }

  keep(posting: Posting, { readBackAt, readBackFinding }: ReadBackState): Promise<boolean> {
    const row = this.rows.get(posting.id);
    if (row?.state !== posting.state) return Promise.resolve(false);
    this.rows.set(row.id, { ...row, readBackAt, readBackFinding });
    return Promise.resolve(true);
  }

  withFinding(
    afterId: string | null,
    limit: number,
    state: PostingState | null = null,
  ): Promise<readonly Posting[]> {
    const found = [...this.rows.values()].filter(
      (row) =>
        row.readBackFinding !== null && row.id > (afterId ?? '') && (state === null || row.state === state),
    );
    return Promise.resolve(found.sort(byId).slice(0, limit));
  }

  countFindings(): Promise<number> {
    return Promise.resolve([...this.rows.values()].filter((row) => row.readBackFinding !== null).length);
  }

  oldestUnread(postedSince: Date): Promise<Date | null> {
    const unread = [...this.rows.values()].filter(
      (row) => row.kind === 'credit' && isUnread(row, postedSince),
    );
    const times = unread.flatMap(({ postedAt }) => (postedAt ? [postedAt] : []));
    return Promise.resolve(times.sort(byTime)[0] ?? null);
  }

  private credits(): CreditToRead[] {
    const all = [...this.rows.values()];
    return all
      .filter(({ kind }) => kind === 'credit')
      .sort(byId)
      .flatMap((posting) => {
        const payment = this.payments.get(posting.paymentId);
        if (!payment) return [];
        const reversal = all.find(
          ({ kind, paymentId, sequence }) =>
            kind === 'reversal' && paymentId === posting.paymentId && sequence === posting.sequence + 1,
        );
        return [
          {
            posting,
            paidAt: payment.confirmedAt ?? posting.createdAt,
            reversalState: reversal?.state ?? null,
            isPartlyRefunded: payment.status === 'partially_refunded',
          },
        ];
      });
  }
}

function isUnread(row: Posting, postedSince: Date): boolean {
  const { state, readBackAt, postedAt } = row;
  return state === 'posted' && readBackAt === null && postedAt !== null && postedAt >= postedSince;
}
