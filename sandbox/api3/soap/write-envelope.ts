import { API3, SOAP_11 } from './namespaces';
import type { SoapFault } from './soap-fault';
import { writeElement, type XmlField } from './xml-writer';

const NAMESPACES = [
  `xmlns:SOAP-ENV="${SOAP_11}"`,
  'xmlns:SOAP-ENC="http://schemas.xmlsoap.org/soap/encoding/"',
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
  'xmlns:xsd="http://www.w3.org/2001/XMLSchema"',
  `xmlns:lbapi="${API3}"`,
].join(' ');

export const ENVELOPE_END = '</SOAP-ENV:Envelope>';

/** The core sends an empty Header with some answers and none with others. */
export interface EnvelopeStyle {
  readonly withHeader: boolean;
}

export function writeResponse(element: string, fields: readonly XmlField[], style: EnvelopeStyle): string {
  return writeEnvelope(writeElement(`lbapi:${element}`, fields), style);
}

/** Children of a SOAP 1.1 Fault are unqualified; `detail` holds plain text here (api3 facts: faults). */
export function writeFault(fault: SoapFault, style: EnvelopeStyle): string {
  const body = writeElement('SOAP-ENV:Fault', [
    ['faultcode', `SOAP-ENV:${fault.code}`],
    ['faultstring', fault.faultstring],
    ['detail', fault.detail],
  ]);
  return writeEnvelope(body, style);
}

function writeEnvelope(body: string, { withHeader }: EnvelopeStyle): string {
  const header = withHeader ? '<SOAP-ENV:Header/>' : '';
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<SOAP-ENV:Envelope ${NAMESPACES}>${header}<SOAP-ENV:Body>${body}</SOAP-ENV:Body>${ENVELOPE_END}`
  );
}
