import { encodingOf } from './encoding';
import { exchangeEntries, isExchangeFile } from './exchange-file';
import { NoStatement, type Chunks, type Entry } from './statement';
import { delimiterOf, tableEntries, type TableRules } from './table-file';

const HEAD_BYTES = 16 * 1_024;

/** A file that can be looked at before it is read. */
export interface StatementSource {
  head(bytes: number): Promise<Uint8Array>;
  content(): Chunks;
}

export type StatementFormat = '1c' | 'csv';

export interface Statement {
  readonly format: StatementFormat;
  readonly entries: AsyncIterable<Entry>;
}

/**
 * Reads a bank statement, whichever of the known formats and encodings it has, as it comes.
 * @throws NoStatement
 */
export async function readStatement(source: StatementSource, rules: TableRules): Promise<Statement> {
  const head = await source.head(HEAD_BYTES);
  const ofExchange = encodingOf(head, isExchangeFile);
  if (ofExchange) return { format: '1c', entries: exchangeEntries(source.content(), ofExchange) };
  const delimiterIn = (text: string): string | null => delimiterOf(text, rules.names);
  const ofTable = encodingOf(head, (text) => delimiterIn(text) !== null);
  const delimiter = ofTable && delimiterIn(new TextDecoder(ofTable).decode(head));
  if (!ofTable || delimiter === null) throw new NoStatement();
  return { format: 'csv', entries: tableEntries(source.content(), ofTable, delimiter, rules) };
}
