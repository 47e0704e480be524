/** An answer as it came over the socket. */
export interface HttpReply {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** How many bytes it took. */
  readonly length: number;
}

/** The body of chunks that begin at a place, and where they end; null until all is there. */
function chunked(bytes: Buffer, start: number): { body: Buffer; end: number } | null {
  const parts: Buffer[] = [];
  let at = start;
  for (;;) {
    const line = bytes.indexOf('\r\n', at);
    if (line < 0) return null;
    const size = Number.parseInt(bytes.toString('latin1', at, line), 16);
    const next = line + 2 + size + 2;
    if (bytes.length < next) return null;
    if (size === 0) return { body: Buffer.concat(parts), end: next };
    parts.push(bytes.subarray(line + 2, line + 2 + size));
    at = next;
  }
}

/** The first whole answer in what has arrived; null until there is one. */
export function readReply(bytes: Buffer, isHead: boolean): HttpReply | null {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const [first = '', ...lines] = bytes.toString('latin1', 0, end).split('\r\n');
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(first)?.[1]);
  const start = end + 4;
  if (status < 200) {
    const next = readReply(bytes.subarray(start), isHead);
    return next && { ...next, length: next.length + start };
  }
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  const isEmpty = isHead || status === 204 || status === 304;
  if (!isEmpty && /chunked/i.test(headers['transfer-encoding'] ?? '')) {
    const read = chunked(bytes, start);
    return read && { status, headers, body: read.body.toString('utf8'), length: read.end };
  }
  const size = isEmpty ? 0 : Number(headers['content-length'] ?? 0);
  if (bytes.length < start + size) return null;
  return { status, headers, body: bytes.toString('utf8', start, start + size), length: start + size };
}
