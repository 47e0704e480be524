import type { ElementRule } from './element-rules';
import { Message } from './message';
import { scalarComplaint } from './scalar-types';
import { StrictRefusal } from './strict-refusal';
import type { XmlElement } from './xml-tree';

/** Holds an element against its ordered rules. Every refusal names the place and the reason. */
export function readMessage(
  element: XmlElement,
  rules: readonly ElementRule[],
  place: string = element.name,
): Message {
  checkAttributes(element, place);
  if (element.text.trim() !== '') throw new StrictRefusal(`stray text inside ${place}`);

  const values = new Map<string, (string | Message)[]>();
  let reached = -1;
  for (const child of element.children) {
    const index = rules.findIndex((rule) => rule.name === child.name);
    const rule = rules[index];
    if (child.namespace !== '') {
      throw new StrictRefusal(`${place}/${child.name} is in namespace "${child.namespace}", must be in none`);
    }
    if (!rule) throw new StrictRefusal(`${place} has no element ${child.name} that is known or served here`);
    if (index < reached) {
      throw new StrictRefusal(`${place}/${child.name} is out of order, after ${rules[reached]?.name ?? ''}`);
    }
    if (index === reached && rule.occurs !== 'any') {
      throw new StrictRefusal(`${place}/${child.name} occurs twice`);
    }
    reached = index;
    values.set(rule.name, [
      ...(values.get(rule.name) ?? []),
      readValue(child, rule, `${place}/${child.name}`),
    ]);
  }
  const missing = rules.find((rule) => rule.occurs === 'once' && !values.has(rule.name));
  if (missing) throw new StrictRefusal(`${place}/${missing.name} is required`);
  return new Message(values);
}

function readValue(element: XmlElement, rule: ElementRule, place: string): string | Message {
  if (typeof rule.type !== 'string') return readMessage(element, rule.type, place);
  checkAttributes(element, place);
  const [child] = element.children;
  if (child) throw new StrictRefusal(`${place} is a ${rule.type} and holds an element, ${child.name}`);
  const complaint = scalarComplaint(rule.type, element.text);
  if (complaint !== undefined) throw new StrictRefusal(`${place}: ${complaint}`);
  return element.text;
}

function checkAttributes(element: XmlElement, place: string): void {
  const [attribute] = element.attributes;
  if (attribute) throw new StrictRefusal(`attribute ${attribute} of ${place} is not in the schema`);
}
