import { API3, SOAP_11, SOAP_12 } from './namespaces';
import { StrictRefusal } from './strict-refusal';
import type { XmlElement } from './xml-tree';

/** The one operation element inside a SOAP 1.1 envelope. */
export function operationElement(envelope: XmlElement): XmlElement {
  if (envelope.namespace === SOAP_12)
    throw new StrictRefusal('SOAP 1.2 envelope, the service speaks SOAP 1.1');
  expectSoap(envelope, 'Envelope');
  expectNoText(envelope);

  const parts = [...envelope.children];
  if (parts[0]?.name === 'Header') checkHeader(parts.shift());
  const body = parts.shift();
  if (!body) throw new StrictRefusal('the Envelope has no Body');
  expectSoap(body, 'Body');
  expectNoText(body);
  if (parts.length > 0) throw new StrictRefusal(`unexpected ${parts[0]?.name ?? ''} after the Body`);

  const [operation, second] = body.children;
  if (!operation) throw new StrictRefusal('the Body is empty');
  if (second) throw new StrictRefusal(`the Body has a second element, ${second.name}`);
  if (operation.namespace !== API3) {
    throw new StrictRefusal(`${operation.name} is in namespace "${operation.namespace}", not in "${API3}"`);
  }
  return operation;
}

function checkHeader(header: XmlElement | undefined): void {
  if (!header) return;
  expectSoap(header, 'Header');
  const [entry] = header.children;
  if (entry) throw new StrictRefusal(`header entry ${entry.name} is not understood`);
}

function expectSoap(element: XmlElement, name: string): void {
  if (element.name !== name || element.namespace !== SOAP_11) {
    throw new StrictRefusal(`${name} of SOAP 1.1 expected, got ${element.name} in "${element.namespace}"`);
  }
  const [attribute] = element.attributes;
  if (attribute) throw new StrictRefusal(`attribute ${attribute} of ${name} is not allowed`);
}

function expectNoText(element: XmlElement): void {
  if (element.text.trim() !== '') throw new StrictRefusal(`stray text inside ${element.name}`);
}
