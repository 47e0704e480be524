import type { Encoding } from './encoding';
import type { Chunks } from './statement';

/** Longer lines are cut. */
const LONGEST = 10_000;

export interface TextLine {
  readonly number: number;
  readonly text: string;
}

/** The decoded text of a file piece by piece; never the half of a CRLF at the end of a piece. */
async function* textOf(chunks: Chunks, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  let held = '';
  for await (const chunk of chunks) {
    const text = held + decoder.decode(chunk, { stream: true });
    held = text.endsWith('\r') ? '\r' : '';
    yield held === '' ? text : text.slice(0, -1);
  }
  yield held + decoder.decode();
}

/** The lines of a file, whichever way they end. */
export async function* linesOf(chunks: Chunks, encoding: Encoding): AsyncGenerator<TextLine> {
  let number = 0;
  let rest = '';
  for await (const text of textOf(chunks, encoding)) {
    const lines = (rest + text).split(/\r\n|\n|\r/);
    rest = (lines.pop() ?? '').slice(0, LONGEST);
    for (const line of lines) {
      number += 1;
      yield { number, text: line.slice(0, LONGEST) };
    }
  }
  if (rest !== '') yield { number: number + 1, text: rest };
}
