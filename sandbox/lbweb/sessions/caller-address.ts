import type { IncomingHttpHeaders } from 'node:http';

/** The visitor's address as the cabinet takes it: `Client-IP`, `X-Forwarded-For`, or the connection's own (lbweb facts 2). */
export function callerAddress(headers: IncomingHttpHeaders, remoteAddress: string): string {
  const forwarded = String(headers['client-ip'] ?? headers['x-forwarded-for'] ?? '').split(',')[0];
  return forwarded?.trim() || remoteAddress;
}
