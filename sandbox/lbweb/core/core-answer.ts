import { API3, SOAP_11 } from '../../api3/soap/namespaces';
import { parseXml, type XmlElement } from '../../api3/soap/xml-tree';
import { CoreFault, CoreUnreachable } from './core-errors';

/**
 * The `ret` elements of a SOAP answer; none for an empty list.
 * @throws CoreFault when the answer is a fault
 * @throws CoreUnreachable when it is no SOAP answer at all
 */
export function readAnswer(body: string): XmlElement[] {
  const answer = answerElement(body);
  if (answer.name === 'Fault' && answer.namespace === SOAP_11) {
    throw new CoreFault(textOf(answer, 'faultstring'), textOf(answer, 'detail'));
  }
  if (answer.namespace !== API3) throw new CoreUnreachable(`an answer in namespace "${answer.namespace}"`);
  return childrenOf(answer, 'ret');
}

function answerElement(body: string): XmlElement {
  let envelope: XmlElement;
  try {
    envelope = parseXml(body);
  } catch (error) {
    throw new CoreUnreachable(error instanceof Error ? error.message : String(error));
  }
  const answer = childrenOf(envelope, 'Body')[0]?.children[0];
  if (!answer) throw new CoreUnreachable('an answer without a SOAP body');
  return answer;
}

export function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/** An absent child and an empty one mean the same (api3 facts 1.2). */
export function childOf(element: XmlElement, name: string): XmlElement {
  return childrenOf(element, name)[0] ?? { name, namespace: '', attributes: [], children: [], text: '' };
}

export function textOf(element: XmlElement, name: string): string {
  return childOf(element, name).text;
}

/** A whole number; 0 where there is none. */
export function integerOf(element: XmlElement, name: string): number {
  return Number(textOf(element, name) || '0');
}
