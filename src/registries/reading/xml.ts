import type { Readable } from 'node:stream';
import { SaxesParser } from 'saxes';
import { Problem } from '../../shared/problem/problem';
import { RegistryProblems } from '../registry-problems';
import { textOf } from './text-encoding';

/** What is heard while XML is read. Names come without their prefix. */
export interface XmlListener {
  opened(name: string, attributes: Readonly<Record<string, string>>): void;
  text(text: string): void;
  closed(name: string): void;
}

const bare = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * Reads XML piece by piece, and comes up for air after each piece.
 * @throws Problem `registry_damaged` when it is none, or what the listener throws
 */
export async function* readXml(bytes: Readable, listener: XmlListener): AsyncGenerator<undefined> {
  const parser = new SaxesParser();
  parser.on('error', (cause) => {
    throw new Problem(RegistryProblems.damaged, { cause });
  });
  parser.on('opentag', ({ name, attributes }) => {
    listener.opened(bare(name), attributes);
  });
  parser.on('text', (text) => {
    listener.text(text);
  });
  parser.on('cdata', (text) => {
    listener.text(text);
  });
  parser.on('closetag', ({ name }) => {
    listener.closed(bare(name));
  });
  try {
    for await (const text of textOf(bytes, 'utf-8')) {
      parser.write(text);
      yield undefined;
    }
    parser.close();
  } catch (cause) {
    throw cause instanceof Problem ? cause : new Problem(RegistryProblems.damaged, { cause });
  }
}

/** As {@link readXml}, to its end at once: for parts that are small, or all of which is held anyway. */
export async function readAllXml(bytes: Readable, listener: XmlListener): Promise<void> {
  const pieces = readXml(bytes, listener);
  while (!(await pieces.next()).done);
}
