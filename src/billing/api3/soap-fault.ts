import type { SoapFault } from './failures';
import { flatText, isNode, nodeOf } from './soap-values';

/**
 * The fault inside an error of node-soap, or null. The error has the parsed message under `root`, whether the HTTP status
 * was 500 or 200; for truncated XML it is a plain object without one.
 */
export function faultOf(error: unknown): SoapFault | null {
  if (typeof error !== 'object' || error === null || !('root' in error) || !isNode(error.root)) return null;
  const fault = nodeOf(nodeOf(nodeOf(error.root, 'Envelope'), 'Body'), 'Fault');
  const detail = flatText(fault['detail']);
  const faultstring = flatText(fault['faultstring']);
  return detail || faultstring ? { detail, faultstring } : null;
}
