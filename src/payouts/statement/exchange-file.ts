import { formatRoubles, kopecks } from '../../shared/money';
import type { Encoding } from './encoding';
import { receiptOf } from './exchange-document';
import { sectionsOf, type EndOfFile, type Section } from './exchange-sections';
import { dayIn, isAccount, sumOf, WrongField } from './fields';
import { Span } from './span';
import type { Chunks, Entry, FaultCode } from './statement';
import { linesOf } from './text-lines';

const FIRST_LINE = /^\uFEFF?\s*1[CС]ClientBankExchange\s*(\r|\n|$)/;
const KNOWN_FIELD = /^\s*(ВерсияФормата|Кодировка|Отправитель|Получатель|ДатаСоздания|РасчСчет)\s*=/m;

/** True for the head of an exchange file in its right encoding. */
export function isExchangeFile(text: string): boolean {
  return FIRST_LINE.test(text) && KNOWN_FIELD.test(text);
}

const faulty = (lineNumber: number, code: FaultCode, detail: string): Entry => ({
  kind: 'fault',
  fault: { lineNumber, code, detail },
});

/** What the sections say together, beyond each document for itself. */
class Reading {
  private readonly accounts = new Set<string>();
  private readonly span = new Span();
  private declaredAt: number | null = null;
  private declared = 0;
  private received = 0;

  *entries(section: Section | EndOfFile): Generator<Entry> {
    try {
      if (section.kind === 'end') yield* this.end(section);
      else if (section.kind === 'document') yield this.document(section);
      else this.learn(section);
    } catch (error) {
      if (!(error instanceof WrongField)) throw error;
      yield faulty(section.lineNumber, error.code, error.message);
    }
  }

  private learn({ kind, lineNumber, fields }: Section): void {
    const account = fields.get('РасчСчет') ?? '';
    if (isAccount(account)) this.accounts.add(account);
    for (const name of ['ДатаНачала', 'ДатаКонца']) this.span.see(dayIn(fields.get(name) ?? ''));
    const turnover = fields.get('ВсегоПоступило');
    if (kind !== 'account' || turnover === undefined) return;
    this.declaredAt ??= lineNumber;
    if (!/^[0.,]*$/.test(turnover)) this.declared += sumOf('ВсегоПоступило', turnover);
  }

  private document({ lineNumber, fields, isFinished }: Section): Entry {
    if (!isFinished) return faulty(lineNumber, 'document_unfinished', 'Нет строки КонецДокумента');
    const receipt = receiptOf(fields, lineNumber, this.accounts);
    if (!receipt) return { kind: 'other' };
    this.received += receipt.amountKopecks;
    return { kind: 'receipt', receipt };
  }

  private *end({ lineNumber, isWritten }: EndOfFile): Generator<Entry> {
    if (this.span.days) yield { kind: 'period', ...this.span.days };
    if (!isWritten) yield faulty(lineNumber, 'end_missing', 'Файл обрывается: нет строки КонецФайла');
    if (this.declaredAt === null || this.declared === this.received) return;
    const declared = formatRoubles(kopecks(this.declared));
    const received = formatRoubles(kopecks(this.received));
    const detail = `ВсегоПоступило ${declared}, по документам ${received}`;
    yield faulty(this.declaredAt, 'turnover_differs', detail);
  }
}

/**
 * A statement in the format of exchange between 1C and a client bank (`1CClientBankExchange`, versions 1.01 to 1.03).
 * Documents that are not finished or not readable are told and passed over.
 */
export async function* exchangeEntries(chunks: Chunks, encoding: Encoding): AsyncGenerator<Entry> {
  const reading = new Reading();
  for await (const section of sectionsOf(linesOf(chunks, encoding))) yield* reading.entries(section);
}
