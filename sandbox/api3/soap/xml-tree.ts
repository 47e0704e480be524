import { SaxesParser } from 'saxes';
import { StrictRefusal } from './strict-refusal';

export interface XmlElement {
  readonly name: string;
  readonly namespace: string;
  /** Names of attributes that are not namespace declarations. */
  readonly attributes: readonly string[];
  readonly children: XmlElement[];
  text: string;
}

/** Reads XML 1.0 with namespaces; refuses what SOAP 1.1 forbids (section 3: no DTD, no processing instruction). */
export function parseXml(text: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true });
  const document: XmlElement = { name: '#document', namespace: '', attributes: [], children: [], text: '' };
  const open: XmlElement[] = [document];
  const current = (): XmlElement => open.at(-1) ?? document;

  parser.on('error', (error) => {
    throw new StrictRefusal(`not well-formed XML: ${error.message}`);
  });
  parser.on('doctype', () => {
    throw new StrictRefusal('a DOCTYPE is not allowed in a SOAP message');
  });
  parser.on('processinginstruction', ({ target }) => {
    throw new StrictRefusal(`a processing instruction (${target}) is not allowed in a SOAP message`);
  });
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding !== undefined && encoding.toLowerCase() !== 'utf-8') {
      throw new StrictRefusal(`the XML declaration says ${encoding}, the service speaks UTF-8`);
    }
  });
  parser.on('opentag', (tag) => {
    const attributes = Object.values(tag.attributes)
      .filter((attribute) => attribute.name !== 'xmlns' && attribute.prefix !== 'xmlns')
      .map((attribute) => attribute.name);
    const element: XmlElement = { name: tag.local, namespace: tag.uri, attributes, children: [], text: '' };
    current().children.push(element);
    open.push(element);
  });
  const addText = (piece: string): void => {
    current().text += piece;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(text).close();

  const [root] = document.children;
  if (!root) throw new StrictRefusal('the request has no root element');
  return root;
}
