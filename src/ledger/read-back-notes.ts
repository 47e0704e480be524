import { reversalOf } from './chain';
import { record, type LedgerTools } from './ledger-tools';
import type { Posting } from './posting';
import type { PaymentEvent } from './payment-event';
import type { CreditToRead, ReadBackState } from './read-back-rows.port';

export interface ReadBackNote {
  /** The credit as it was compared. */
  readonly credit: CreditToRead;
  /** What is wrong, or null. */
  readonly finding: string | null;
  /** Billing's record is as it should be: more than that there is nothing to say against it. */
  readonly isConfirmed: boolean;
  readonly evidence: PaymentEvent['evidence'];
}

const ACTOR = 'worker:read-back';

/** What the reader of billing found, kept with its credit and told in the payment's history. */
export class ReadBackNotes {
  constructor(private readonly tools: LedgerTools) {}

  /**
   * Keeps a note. Whether it is news is decided by the row as it is now, held until the end: of two readers that find the
   * same at one time, one tells of it. A credit that was worked on since it was compared is left for the next reading.
   * @returns true when this note changed the finding
   */
  async keep(note: ReadBackNote): Promise<boolean> {
    const { posting } = note.credit;
    return this.tools.store.unitOfWork(async (unit) => {
      const payment = await unit.payments.lock({ id: posting.paymentId });
      const held = sameAsCompared(note.credit, await unit.postings.lockOfPayment(posting.paymentId));
      if (!payment || !held) return false;
      const next = nextState(held, note, this.tools.clock.now());
      if (!next) return false;
      await unit.readBack.keep(held, next);
      if (next.readBackFinding === held.readBackFinding) return false;
      await record(this.tools, unit, payment, {
        type: note.finding === null ? 'noted' : 'flagged',
        actor: ACTOR,
        evidence: { ...note.evidence, finding: note.finding, findingBefore: held.readBackFinding },
      });
      return true;
    });
  }
}

function sameAsCompared(credit: CreditToRead, rows: readonly Posting[]): Posting | null {
  const held = rows.find(({ id }) => id === credit.posting.id);
  const reversal = held ? reversalOf(held, rows) : null;
  const isSame =
    held?.version === credit.posting.version && (reversal?.state ?? null) === credit.reversalState;
  return isSame ? held : null;
}

/** Null when the row says so already. */
function nextState(held: Posting, note: ReadBackNote, now: Date): ReadBackState | null {
  const { finding, isConfirmed } = note;
  if (finding !== held.readBackFinding) {
    return { readBackAt: finding !== null || isConfirmed ? now : null, readBackFinding: finding };
  }
  if (finding === null && isConfirmed && held.readBackAt === null) {
    return { readBackAt: now, readBackFinding: null };
  }
  return null;
}
