import { FAULT_RULES } from '../../../src/billing/api3/fault-table';
import type { Api3Operation } from '../../../src/billing/api3/operations';
import { childrenOf, hasNil, readXml, type ReadElement } from './read-xml';
import { OPERATION_OF, type Call } from './scenes';

/** What an answer says, read without the adapter's help. */
export interface Truth {
  /** The element that a positive answer consists of. */
  readonly positive: ReadElement | null;
  /** Codes of the fault table that the fault's texts fall under; empty when it is no fault or in no line. */
  readonly faultCodes: readonly string[];
  readonly faultText: string;
  readonly saysNil: boolean;
}

const ANSWERS: Partial<Readonly<Record<Call, string>>> = { checkHealth: 'TVersion' };
const NOTHING: Truth = { positive: null, faultCodes: [], faultText: '', saysNil: false };

function wholeText(element: ReadElement): string {
  return [element.text, ...element.children.map(wholeText)].join(' ');
}

function codesOf(call: Call, text: string): string[] {
  const operation = OPERATION_OF[call] as Api3Operation;
  return FAULT_RULES.filter(
    (rule) => (rule.operations === 'any' || rule.operations.includes(operation)) && rule.fragment.test(text),
  ).map(({ code }) => code);
}

/** Only a body with one element says anything. */
export function truthOf(call: Call, text: string): Truth {
  const root = readXml(text);
  if (root?.name !== 'Envelope') return NOTHING;
  const bodies = childrenOf(root, 'Body');
  const [content, ...others] = bodies.length === 1 ? (bodies[0]?.children ?? []) : [];
  if (!content || others.length > 0) return NOTHING;
  const saysNil = hasNil(root);
  if (content.name === 'Fault') {
    const faultText = wholeText(content);
    return { ...NOTHING, faultText, faultCodes: codesOf(call, faultText), saysNil };
  }
  const expected = ANSWERS[call] ?? `${OPERATION_OF[call]}Response`;
  return { ...NOTHING, positive: content.name === expected ? content : null, saysNil };
}
