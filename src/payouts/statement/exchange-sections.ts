import type { TextLine } from './text-lines';

/** A section of an exchange file, or what stands before the first. */
export interface Section {
  readonly kind: 'heading' | 'account' | 'document';
  readonly lineNumber: number;
  readonly fields: ReadonlyMap<string, string>;
  /** False when something else comes where its end should be. */
  readonly isFinished: boolean;
}

/** The line by which the file ends, or null when it breaks off. */
export interface EndOfFile {
  readonly kind: 'end';
  readonly lineNumber: number;
  readonly isWritten: boolean;
}

const BEGINNINGS: ReadonlyMap<string, Section['kind']> = new Map([
  ['СекцияРасчСчет', 'account'],
  ['СекцияДокумент', 'document'],
]);
const ENDS: ReadonlyMap<string, Section['kind']> = new Map([
  ['КонецРасчСчет', 'account'],
  ['КонецДокумента', 'document'],
]);
const END_OF_FILE = 'КонецФайла';
/** More than any document has; what comes beyond is passed over. */
const MOST_FIELDS = 200;
const LONGEST_FIELD = 4_000;

interface Open {
  readonly kind: Section['kind'];
  readonly lineNumber: number;
  readonly fields: Map<string, string>;
  last: string | null;
}

const opened = (kind: Section['kind'], lineNumber: number): Open => ({
  kind,
  lineNumber,
  fields: new Map(),
  last: null,
});

function closed(open: Open, isFinished: boolean): Section {
  const { kind, lineNumber, fields } = open;
  return { kind, lineNumber, fields, isFinished };
}

const FIELD = /^([А-ЯЁа-яё]{2,40}\d?)\s*=(.*)$/;

/** A line that begins no field goes on with the one before: a purpose may have been written in several lines. */
function addLine(open: Open, text: string): void {
  const [, name, value = ''] = FIELD.exec(text) ?? [];
  if (name !== undefined) {
    open.last = name;
    if (!open.fields.has(name) && open.fields.size < MOST_FIELDS) open.fields.set(name, value.trim());
  } else if (open.last !== null) {
    const longer = `${open.fields.get(open.last) ?? ''} ${text}`;
    if (longer.length <= LONGEST_FIELD) open.fields.set(open.last, longer);
  }
}

/** The sections of an exchange file in their order, then its end. */
export async function* sectionsOf(lines: AsyncIterable<TextLine>): AsyncGenerator<Section | EndOfFile> {
  let open: Open | null = opened('heading', 1);
  let lineNumber = 1;
  for await (const line of lines) {
    lineNumber = line.number;
    const text = line.text.trim();
    const [word = ''] = text.split('=', 1).map((part) => part.trim());
    const begins = BEGINNINGS.get(word);
    const ends = ENDS.get(text);
    if (begins || ends || text === END_OF_FILE) {
      if (open) yield closed(open, open.kind === 'heading' || open.kind === ends);
      open = begins ? opened(begins, lineNumber) : null;
      if (text === END_OF_FILE) {
        yield { kind: 'end', lineNumber, isWritten: true };
        return;
      }
    } else if (open && text !== '') {
      addLine(open, text);
    }
  }
  if (open) yield closed(open, false);
  yield { kind: 'end', lineNumber, isWritten: false };
}
