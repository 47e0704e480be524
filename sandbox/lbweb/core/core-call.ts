import type { XmlElement } from '../../api3/soap/xml-tree';
import { API3, SOAP_11 } from '../../api3/soap/namespaces';
import { writeElement, type XmlField } from '../../api3/soap/xml-writer';
import { readAnswer } from './core-answer';
import { CoreUnreachable } from './core-errors';

export interface CoreAddress {
  /** Address of the core's SOAP interface. */
  readonly url: string;
  readonly timeoutMs: number;
}

export interface CoreAnswer {
  readonly returned: XmlElement[];
  readonly cookies: readonly string[];
}

function envelope(operation: string, fields: readonly XmlField[]): string {
  const call = writeElement(`lbapi:${operation}`, fields);
  return `<?xml version="1.0" encoding="UTF-8"?><SOAP-ENV:Envelope xmlns:SOAP-ENV="${SOAP_11}" xmlns:lbapi="${API3}"><SOAP-ENV:Body>${call}</SOAP-ENV:Body></SOAP-ENV:Envelope>`;
}

/**
 * One call of the core's SOAP interface.
 * @param sessnum the core's session; none for a call that needs none
 * @throws CoreFault when the core says no
 * @throws CoreUnreachable when it says nothing that can be read
 */
export async function callCore(
  address: CoreAddress,
  operation: string,
  fields: readonly XmlField[],
  sessnum?: string,
): Promise<CoreAnswer> {
  const headers = {
    'content-type': 'text/xml; charset=utf-8',
    soapaction: '""',
    ...(sessnum === undefined ? {} : { cookie: `sessnum=${sessnum}` }),
  };
  let body: string;
  let cookies: string[];
  try {
    const response = await fetch(address.url, {
      method: 'POST',
      headers,
      body: envelope(operation, fields),
      signal: AbortSignal.timeout(address.timeoutMs),
    });
    body = await response.text();
    cookies = response.headers.getSetCookie();
  } catch (error) {
    throw new CoreUnreachable(error instanceof Error ? error.message : String(error));
  }
  return { returned: readAnswer(body), cookies };
}
