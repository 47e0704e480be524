import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { pickedFrom } from '../core/recipes';
import { settled } from '../core/settled';
import { AdapterUnderTest, answerTo, textOfBytes } from './adapter-under-test';
import { judge, type Judgement } from './judge';
import { answerOf, type Answer, type Recipe } from './recipe';

type Way = (response: ServerResponse, answer: Answer) => void;

function head(
  response: ServerResponse,
  { status, type, cookies }: Answer,
  more: Record<string, string> = {},
): void {
  response.writeHead(status, {
    ...(type !== '' && { 'Content-Type': type }),
    ...(cookies.length > 0 && { 'Set-Cookie': [...cookies] }),
    ...more,
  });
}

/** Ways by which the bytes arrive whole. */
const WHOLE: readonly Way[] = [
  (response, answer) => {
    head(response, answer);
    response.end(answer.bytes);
  },
  (response, answer) => {
    head(response, answer, { 'Transfer-Encoding': 'chunked' });
    for (let at = 0; at < answer.bytes.length; at += 97) response.write(answer.bytes.subarray(at, at + 97));
    response.end();
  },
  (response, answer) => {
    head(response, answer, { 'Content-Encoding': 'gzip' });
    response.end(gzipSync(answer.bytes));
  },
];

/** Ways by which nothing arrives that may be believed. */
const BROKEN: readonly Way[] = [
  (response) => response.socket?.destroy(),
  (response, answer) => {
    head(response, answer, { 'Content-Length': String(answer.bytes.length + 10) });
    response.write(answer.bytes, () => response.socket?.destroy());
  },
  (response, answer) => {
    head(response, answer, { 'Content-Encoding': 'gzip' });
    response.end(answer.bytes);
  },
  (response, answer) => {
    head(response, answer, { 'Content-Encoding': 'gzip' });
    response.end(gzipSync(answer.bytes).subarray(0, 40));
  },
  (response) => response.socket?.end('HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n'),
  (response) => response.socket?.end('SSH-2.0-OpenSSH_9.2\r\n'),
  (response, answer) => {
    head(response, { ...answer, status: 200 });
    response.end(Buffer.alloc(1_200_000, 0x20));
  },
  (response, answer) => {
    head(response, { ...answer, status: 302 }, { Location: 'http://127.0.0.1:9/' });
    response.end();
  },
];

const isWhole = (wire: number): boolean => wire % 2 === 0;

/** A core behind a socket, for what only a socket can do to an answer. */
export class WireCore {
  private recipe!: Recipe;

  private constructor(
    private readonly server: Server,
    private readonly url: string,
  ) {
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => this.answer(Buffer.concat(chunks).toString(), response));
    });
  }

  static async start(): Promise<WireCore> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new WireCore(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  }

  async attempt(recipe: Recipe): Promise<Judgement> {
    this.recipe = recipe;
    const subject = new AdapterUnderTest(this.url);
    const ending = await settled(subject.invoke(recipe.call));
    subject.close();
    const { status, bytes } = answerOf(recipe);
    const hasBody = status !== 204;
    const text = isWhole(recipe.wire ?? 0) && hasBody ? textOfBytes(bytes) : null;
    const judged = judge(recipe, text, ending);
    return { ...judged, outcome: `${judged.outcome} (wire)` };
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private answer(request: string, response: ServerResponse): void {
    const { wire } = this.recipe;
    const answer = answerTo(this.recipe, request);
    const isSubject = answer.bytes.equals(answerOf(this.recipe).bytes);
    const ways = isSubject && !isWhole(wire ?? 0) ? BROKEN : WHOLE;
    pickedFrom(ways, Math.floor((wire ?? 0) / 2))(response, answer);
  }
}
