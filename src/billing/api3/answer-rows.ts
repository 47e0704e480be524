import { unexpectedAnswer } from './failures';
import type { Api3Operation } from './operations';
import { listOf, type XmlNode } from './soap-values';

/**
 * The entries of a list in an answer.
 * @throws Unavailable `unexpected_answer` when one of them cannot be read
 */
export function rowsOf(node: XmlNode, name: string, operation: Api3Operation): readonly XmlNode[] {
  const rows = listOf(node, name);
  if (rows === null) throw unexpectedAnswer(operation, `${name} that cannot be read`);
  return rows;
}

/**
 * The one entry of a list; null when it is empty.
 * @throws Unavailable `unexpected_answer` when there are several
 */
export function onlyRowOf(node: XmlNode, name: string, operation: Api3Operation): XmlNode | null {
  const [row = null, ...others] = rowsOf(node, name, operation);
  if (others.length > 0) throw unexpectedAnswer(operation, `several ${name}`);
  return row;
}
