import { kopecks, type Kopecks } from '../../shared/money';
import { PostingTimes } from './posting-times';

/** Payments that have their group and the time of their credit in common. */
export interface Portion {
  readonly payments: number;
  readonly amountKopecks: Kopecks;
  readonly confirmed: number;
  readonly confirmedKopecks: Kopecks;
  readonly posted: number;
  readonly postedKopecks: Kopecks;
  readonly refunded: number;
  readonly refundedKopecks: Kopecks;
  /** From confirmed to posted; null for payments that are not both. */
  readonly postingMs: number | null;
}

/** The figures of one group. */
export class Figures {
  readonly times = new PostingTimes();
  payments = 0;
  amountKopecks = kopecks(0);
  confirmed = 0;
  confirmedKopecks = kopecks(0);
  posted = 0;
  postedKopecks = kopecks(0);
  refunded = 0;
  refundedKopecks = kopecks(0);

  add(portion: Portion): void {
    this.payments += portion.payments;
    this.confirmed += portion.confirmed;
    this.posted += portion.posted;
    this.refunded += portion.refunded;
    this.amountKopecks = kopecks(this.amountKopecks + portion.amountKopecks);
    this.confirmedKopecks = kopecks(this.confirmedKopecks + portion.confirmedKopecks);
    this.postedKopecks = kopecks(this.postedKopecks + portion.postedKopecks);
    this.refundedKopecks = kopecks(this.refundedKopecks + portion.refundedKopecks);
    if (portion.postingMs !== null) this.times.add(portion.postingMs, portion.payments);
  }

  /** How many of a thousand payments the bank confirmed, rounded down: all of them only when none failed. */
  get successPermille(): number {
    return Math.floor((this.confirmed * 1_000) / this.payments);
  }
}
