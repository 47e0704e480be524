import { METHODS } from 'node:http';
import fc from 'fast-check';
import { pickedFrom } from '../core/recipes';
import type { Sending } from './socket-pool';

/** How a request is put on the wire, apart from what it says. */
export interface Manner {
  readonly framing: number;
  readonly headers: readonly number[];
  readonly type: number;
}

export const manners: fc.Arbitrary<Manner> = fc.record({
  // Most requests are plainly framed.
  framing: fc.oneof({ weight: 8, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(99) }),
  headers: fc.array(fc.nat(99), { maxLength: 2 }),
  type: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(99) }),
});

const ODD_HEADERS: readonly (readonly [string, string])[] = [
  ['X-Request-Id', 'fuzz-1'],
  ['X-Request-Id', '../../etc/passwd'],
  ['X-Request-Id', 'x'.repeat(65)],
  ['X-Request-Id', '{"a":1}'],
  ['X-Request-Id', '__proto__'],
  ['Accept-Language', 'en'],
  ['Accept-Language', 'en;q=0.9,ru;q=1.0.0'],
  ['Accept-Language', ';;;,,,;q=,en;q=NaN'],
  ['Accept-Language', 'en-'.repeat(1000)],
  ['Accept', 'application/xml;q=0.9'],
  ['X-Forwarded-For', '10.0.0.1, 127.0.0.1'],
  ['X-Forwarded-For', 'not an address'],
  ['X-Forwarded-For', '::1, ,,,'],
  ['X-Forwarded-For', "1.1.1.1' OR 1=1 --"],
  ['X-Forwarded-Host', 'evil.example'],
  ['X-Forwarded-Proto', 'javascript'],
  ['X-HTTP-Method-Override', 'DELETE'],
  ['Content-Encoding', 'gzip'],
  ['Content-Encoding', 'x'],
  ['Cookie', 'a=b; __proto__=c'],
  ['Cookie', 'x'.repeat(3000)],
  ['Origin', 'https://evil.example'],
  ['Range', 'bytes=0-1'],
  ['If-None-Match', '*'],
  ['TE', 'trailers'],
  ['Upgrade', 'websocket'],
  ['__proto__', 'x'],
  ['constructor', 'x'],
  ['X-Long', 'x'.repeat(7000)],
  ['X-Latin', '\u00e9\u00ff'],
  ['Content-Language', 'ru'],
  ['Authorization', 'Basic dTpw'],
];

/** A CONNECT asks for a tunnel, which nobody gives. */
const KNOWN_METHODS = new Set(METHODS.filter((method) => method !== 'CONNECT'));

const TYPES = [
  ...[
    'application/json',
    'application/json; charset=utf-8',
    'APPLICATION/JSON',
    'application/json; charset=koi8-r',
  ],
  ...[
    'application/json;;;',
    'application/json; charset="',
    'application/jsonp',
    'application/vnd.api+json',
    'text/plain',
  ],
  ...[
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/html; charset=utf-16',
    'x',
    '/',
    'a/b/c',
  ],
  ...[
    'application/octet-stream',
    '*/*',
    'application/json, text/plain',
    `application/${'x'.repeat(500)}`,
    ' ',
    '',
  ],
];

export interface Wording {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer | null;
}

/** What a server may answer by itself to what is no proper HTTP, before there is a request to speak of. */
export type Properness = 'proper' | 'improper';

export interface Written extends Sending {
  readonly properness: Properness;
  readonly type: string | null;
  /** Every header line that was sent. */
  readonly headers: readonly (readonly [string, string])[];
}

interface Parts {
  readonly first: string;
  readonly headers: (readonly [string, string])[];
  readonly body: Buffer;
}

interface Framed {
  readonly pieces: Buffer[];
  readonly properness?: Properness;
}

const headOf = ({ first, headers }: Parts): Buffer =>
  Buffer.from(
    `${first}\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`,
    'latin1',
  );

const length = (parts: Parts, more = 0): Parts => ({
  ...parts,
  headers: [...parts.headers, ['Content-Length', String(parts.body.length + more)]],
});

function inChunks(body: Buffer, size: number): Buffer[] {
  const chunks: Buffer[] = [];
  for (let at = 0; at < body.length; at += size) {
    const chunk = body.subarray(at, at + size);
    chunks.push(Buffer.concat([Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n')]));
  }
  return [...chunks, Buffer.from('0\r\n\r\n')];
}

function inPieces(bytes: Buffer, count: number): Buffer[] {
  const size = Math.max(1, Math.ceil(bytes.length / count));
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
    bytes.subarray(i * size, (i + 1) * size),
  );
}

const chunkedParts = (parts: Parts): Parts => ({
  ...parts,
  headers: [...parts.headers, ['Transfer-Encoding', 'chunked']],
});

const plain = (parts: Parts): Framed => ({ pieces: [Buffer.concat([headOf(length(parts)), parts.body])] });

const FRAMINGS: readonly ((parts: Parts) => Framed)[] = [
  plain,
  (parts) => ({ pieces: inPieces(plain(parts).pieces[0]!, 7) }),
  (parts) => ({ pieces: [headOf(chunkedParts(parts)), ...inChunks(parts.body, 37)] }),
  (parts) => ({ pieces: [Buffer.concat([headOf(chunkedParts(parts)), ...inChunks(parts.body, 1000)])] }),
  (parts) => ({
    pieces: [
      headOf(length({ ...parts, headers: [...parts.headers, ['Expect', '100-continue']] })),
      parts.body,
    ],
  }),
  (parts) => ({
    pieces: [Buffer.concat([headOf(length(chunkedParts(parts))), ...inChunks(parts.body, 64)])],
    properness: 'improper',
  }),
  (parts) => ({
    pieces: [Buffer.concat([headOf(chunkedParts(parts)), Buffer.from('zz\r\n')])],
    properness: 'improper',
  }),
  (parts) => ({ pieces: [Buffer.concat([headOf(length(parts, -1)), parts.body])], properness: 'improper' }),
  (parts) => ({ ...plain({ ...parts, first: parts.first.replace('HTTP/1.1', 'HTTP/1.0') }) }),
  (parts) => ({
    ...plain({ ...parts, first: parts.first.replace('HTTP/1.1', 'HTTP/3.7') }),
    properness: 'improper',
  }),
  (parts) => ({
    ...plain({ ...parts, first: parts.first.replace(' HTTP/1.1', '') }),
    properness: 'improper',
  }),
  (parts) => ({
    ...plain({ ...parts, headers: parts.headers.filter(([name]) => name !== 'Host') }),
    properness: 'improper',
  }),
  (parts) => ({
    ...plain({ ...parts, headers: [...parts.headers, ['Bad Name', 'x']] }),
    properness: 'improper',
  }),
  (parts) => ({
    ...plain({ ...parts, headers: [...parts.headers, ['X-Nul', 'a\u0000b']] }),
    properness: 'improper',
  }),
  (parts) => ({
    ...plain({ ...parts, headers: [...parts.headers, ['X-Big', 'x'.repeat(20_000)]] }),
    properness: 'improper',
  }),
  (parts) => ({
    ...plain({ ...parts, headers: [...parts.headers, ['Expect', 'miracles']] }),
    properness: 'improper',
  }),
  (parts) => ({ ...plain({ ...parts, headers: [...parts.headers, ['Connection', 'close']] }) }),
];

/** The bytes of a request. */
export function written(wording: Wording, manner: Manner): Written {
  const type = pickedFrom(TYPES, manner.type);
  const odd = manner.headers.map((pick) => pickedFrom(ODD_HEADERS, pick));
  const own = new Set(wording.headers.map(([name]) => name.toLowerCase()));
  const headers = [
    ['Host', '127.0.0.1'] as const,
    ...(wording.body && type !== '' ? [['Content-Type', type] as const] : []),
    ...wording.headers,
    ...odd.filter(([name]) => !own.has(name.toLowerCase())),
  ];
  const parts = {
    first: `${wording.method} ${wording.path} HTTP/1.1`,
    headers,
    body: wording.body ?? Buffer.alloc(0),
  };
  const isProperPath = /^\/[!-~]*$/.test(wording.path) && KNOWN_METHODS.has(wording.method);
  const { pieces, properness } =
    wording.body === null ? { pieces: [headOf(parts)] } : pickedFrom(FRAMINGS, manner.framing)(parts);
  const isPlain = pieces.length > 0 && (wording.body === null || manner.framing % FRAMINGS.length < 5);
  return {
    pieces,
    isHead: wording.method === 'HEAD',
    isReusable: isPlain && isProperPath,
    properness: properness === 'improper' || !isProperPath ? 'improper' : 'proper',
    type: wording.body && type !== '' ? type : null,
    headers,
  };
}
