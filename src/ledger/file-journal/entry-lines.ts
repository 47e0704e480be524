import { z } from 'zod';
import { kopecks } from '../../shared/money';
import { orderIdOf } from '../document-numbers';
import { journalOrderOf, type JournalEntry } from '../journal.port';
import type { Payment } from '../payment';
import type { Posting } from '../posting';

const time = z.iso.datetime().transform((text) => new Date(text));
const word = z.string().min(1);

const fields = z.object({
  id: z.guid(),
  /** Lines of earlier versions have neither this nor the operator's name. */
  orderId: word.optional(),
  subscriberUid: word,
  agreementId: word,
  agreementNumber: z.string(),
  operatorName: z.string().nullable().default(null),
  amountKopecks: z.number().int().positive().transform(kopecks),
  terminal: word,
  expiresAt: time,
  createdAt: time,
  acquirerPaymentId: word.nullable(),
  paymentUrl: word.nullable(),
});

const order = fields.transform((read) => ({ ...read, orderId: read.orderId ?? orderIdOf(read.id) }));

const posting = z.object({
  kind: z.enum(['credit', 'reversal']),
  receipt: word,
  recordId: word.nullable(),
  posterId: word.nullable(),
});

const entry = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['opened', 'accepted']), at: time, order }),
  z.object({ kind: z.literal('posted'), at: time, order, posting }),
]);

/** An entry as one line. Of a person it names the agreement's number and the uid, and nothing else. */
export function lineOf(
  kind: 'opened' | 'accepted' | 'posted',
  at: Date,
  payment: Payment,
  done?: Posting,
): string {
  const posting = done && {
    kind: done.kind,
    receipt: done.receipt,
    recordId: done.recordId,
    posterId: done.posterId,
  };
  return JSON.stringify({ kind, at, order: journalOrderOf(payment), posting });
}

/** The entry of a line; null when it cannot be read. */
export function entryOf(line: string): JournalEntry | null {
  try {
    return entry.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}
