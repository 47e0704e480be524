import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import axios from 'axios';
import { runWithRequestId } from '../../shared/request-context';
import { Unavailable, UnknownOutcome } from '../../shared/upstream-errors';
import { createBankAgent } from './ca-bundle';
import { TinkoffClient } from './tinkoff-client';
import { tokenOf } from './token';
import { parseWireObject, wordOf } from './wire-values';

const PASSWORD = 'demo$Secret';

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

describe('the wire to the bank', () => {
  let server: Server;
  let apiUrl: string;
  let answer: RequestListener;

  beforeAll(async () => {
    server = createServer((request, response) => answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    apiUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/v2`;
  });
  afterAll(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });

  const client = (
    change: { apiUrl?: string; timeoutMs?: number; http?: ReturnType<typeof axios.create> } = {},
  ) =>
    new TinkoffClient({
      apiUrl,
      terminalKey: 'T1',
      password: PASSWORD,
      timeoutMs: 300,
      http: axios.create(),
      ...change,
    });
  const say = (text: string, status = 200, headers: Record<string, string> = {}) => {
    answer = (_request, response) => response.writeHead(status, headers).end(text);
  };
  const failureOf = (operation: 'Init' | 'GetState', by = client()): Promise<unknown> =>
    by.call(operation, { OrderId: 'A' }).then(
      () => null,
      (error: unknown) => error,
    );

  it('sends what it signed, with the request id, and reads numbers without losing a digit', async () => {
    let seen: { url: unknown; headers: IncomingMessage['headers']; body: string } | undefined;
    answer = (request, response) => {
      void bodyOf(request).then((body) => {
        seen = { url: request.url, headers: request.headers, body };
        response.end('{"Success":true,"TerminalKey":"T1","PaymentId":12345678901234567890}');
      });
    };
    const fields = { Amount: 50000, OrderId: 'A', Description: 'Ёлка & "co" 😀', DATA: { a: 'b' } };
    const result = await runWithRequestId('req-1', () => client().call('Init', fields));
    expect(wordOf(result['PaymentId'])).toBe('12345678901234567890');
    expect(seen?.url).toBe('/v2/Init');
    expect(seen?.headers).toMatchObject({ 'content-type': 'application/json', 'x-request-id': 'req-1' });
    const token = tokenOf({ TerminalKey: 'T1', ...fields }, PASSWORD);
    expect(seen?.body).toBe(JSON.stringify({ TerminalKey: 'T1', ...fields, Token: token }));
    expect(tokenOf(parseWireObject(seen?.body ?? ''), PASSWORD)).toBe(token);
  });

  it.each([
    ['an HTML page of 502', () => say('<html>Bad gateway</html>', 502), 'http_status'],
    ['a good answer under 500', () => say('{"Success":true}', 500), 'http_status'],
    ['a redirect', () => say('', 302, { location: `${apiUrl}/elsewhere` }), 'http_status'],
    ['an HTML page of 200', () => say('<html></html>'), 'unreadable_answer'],
    ['truncated JSON', () => say('{"Success":true,"Payme'), 'unreadable_answer'],
    ['an empty answer', () => say(''), 'unreadable_answer'],
    ['JSON that is no object', () => say('[{"Success":true}]'), 'unreadable_answer'],
    ['one key with two values', () => say('{"Status":"NEW","Status":"CONFIRMED"}'), 'unreadable_answer'],
    ['an answer for another terminal', () => say('{"TerminalKey":"T2"}'), 'foreign_answer'],
    ['an answer beyond all measure', () => say(`{"a":"${'x'.repeat(2 ** 21)}"}`), 'transport_failure'],
    ['silence', () => (answer = () => undefined), 'timeout'],
    ['an answer that drips without end', () => (answer = drip), 'timeout'],
    ['a connection that is cut', () => (answer = (request) => request.socket.destroy()), 'transport_failure'],
    ['an answer that is cut', () => (answer = cut), 'transport_failure'],
  ])('%s leaves a write unknown and a read unavailable', async (_what, arrange, code) => {
    arrange();
    const [write, read] = [await failureOf('Init'), await failureOf('GetState')];
    expect(write).toBeInstanceOf(UnknownOutcome);
    expect(read).toBeInstanceOf(Unavailable);
    expect([write, read]).toMatchObject([{ code }, { code }]);
  });

  const drip: RequestListener = (_request, response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write(' '), 50);
    response.on('close', () => clearInterval(timer));
  };
  const cut: RequestListener = (request, response) => {
    response.writeHead(200, { 'content-length': '1000' }).write('{"Success":true');
    setTimeout(() => request.socket.destroy(), 20);
  };

  it('a refused connection is proof that nothing was sent', async () => {
    const closed = createTcpServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const error = await failureOf('Init', client({ apiUrl: `http://127.0.0.1:${String(port)}/v2` }));
    expect(error).toBeInstanceOf(Unavailable);
    expect(error).toMatchObject({ code: 'unreachable', upstreamCode: 'ECONNREFUSED', operation: 'Init' });
  });

  it('a connection without TLS in time is proof that nothing was sent', async () => {
    const mute = createTcpServer((socket) => socket.resume());
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    const httpsAgent = createBankAgent({ maxSockets: 2, connectTimeoutMs: 100 });
    const { port } = mute.address() as AddressInfo;
    const by = client({
      apiUrl: `https://127.0.0.1:${String(port)}/v2`,
      timeoutMs: 5000,
      http: axios.create({ httpsAgent }),
    });
    const error = await failureOf('Init', by);
    expect(error).toBeInstanceOf(Unavailable);
    expect(error).toMatchObject({ code: 'unreachable', upstreamCode: 'BANK_CONNECT_TIMEOUT' });
    await new Promise((resolve) => mute.close(resolve));
  });

  it('errors carry neither the request nor its token', async () => {
    answer = (request) => request.socket.destroy();
    const error = (await failureOf('Init')) as Error;
    const token = tokenOf({ TerminalKey: 'T1', OrderId: 'A' }, PASSWORD);
    const whole = [error, error.cause].map((one) => Object.getOwnPropertyNames(one as object));
    expect(whole.flat()).not.toEqual(expect.arrayContaining(['config']));
    expect(whole.flat()).not.toEqual(expect.arrayContaining(['request']));
    expect(`${error.stack ?? ''}${String((error.cause as Error).stack)}`).not.toContain(token);
  });
});
