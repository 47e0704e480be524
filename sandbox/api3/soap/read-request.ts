import type { IncomingHttpHeaders } from 'node:http';
import { operationElement } from './envelope';
import { StrictRefusal } from './strict-refusal';
import { parseXml, type XmlElement } from './xml-tree';

export interface SoapRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** The operation element of a request that is SOAP 1.1 over HTTP to the letter. */
export function readRequest(request: SoapRequest): XmlElement {
  if (request.method !== 'POST' || request.path !== '/') {
    throw new StrictRefusal(`${request.method} ${request.path}: the service is POST /`);
  }
  checkHeaders(request.headers);
  return operationElement(parseXml(decode(request.body)));
}

function checkHeaders(headers: SoapRequest['headers']): void {
  const contentType = headers['content-type'] ?? '';
  if (!/^text\/xml\s*(;\s*charset="?utf-8"?\s*)?$/i.test(contentType)) {
    throw new StrictRefusal(`Content-Type "${contentType}" is not text/xml in UTF-8`);
  }
  // The WSDL declares an empty SOAPAction; real clients send it so or leave it out (api3 facts: transport).
  const action = String(headers['soapaction'] ?? '""');
  if (action !== '""' && action !== '')
    throw new StrictRefusal(`SOAPAction ${action} is not the declared ""`);
  const encoding = headers['content-encoding'];
  if (encoding !== undefined) throw new StrictRefusal(`Content-Encoding ${encoding} is not played here`);
}

function decode(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw new StrictRefusal('the request is not UTF-8');
  }
}
