import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { OrderView } from './order-view';
import { bankServer, type BankServer } from './server';
import { DEMO_PASSWORD, DEMO_TERMINAL_KEY, type BankSettings } from './settings';
import { signed } from './token';

/** What a test sends and gets; its fields are looked at, not typed. */
export interface Body {
  readonly [key: string]: unknown;
}

/** A stand-in for tests: quick retries, and a shop that listens for its notifications. */
export interface TestBank extends BankServer {
  /** Moves the clock of the bank. */
  advance(ms: number): void;
  /** Signs and calls `/v2/<method>`; `undefined` leaves a field out. */
  call(method: string, fields: Body): Promise<Body>;
  /** An order that was just made. */
  order(fields?: Body): Promise<OrderView>;
  control(path: string, body?: unknown): Promise<{ status: number; body: Body }>;
  view(paymentId: string): Promise<OrderView>;
}

export const TEST_SETTINGS: BankSettings = {
  host: '127.0.0.1',
  port: 0,
  publicUrl: undefined,
  terminalKey: DEMO_TERMINAL_KEY,
  password: DEMO_PASSWORD,
  defaultNotificationUrl: undefined,
  retryMs: 20,
  maxTries: 24,
  replyTimeoutMs: 10_000,
};

export function testBank(settings: Partial<BankSettings> = {}): TestBank {
  let ahead = 0;
  let orders = 0;
  const server = bankServer({ ...TEST_SETTINGS, ...settings }, () => Date.now() + ahead);

  const call = async (method: string, fields: Body): Promise<Body> => {
    const message = { TerminalKey: DEMO_TERMINAL_KEY, ...fields };
    const payload = JSON.stringify({ ...signed(message, DEMO_PASSWORD), ...fields });
    const headers = { 'content-type': 'application/json' };
    const answer = await server.app.inject({ method: 'POST', url: `/v2/${method}`, headers, payload });
    if (answer.statusCode !== 200) throw new Error(`HTTP ${answer.statusCode}`);
    return answer.json<Body>();
  };
  const view = async (paymentId: string): Promise<OrderView> => {
    const answer = await server.app.inject({ url: `/_control/orders/${paymentId}` });
    return answer.json<OrderView>();
  };
  return {
    ...server,
    advance: (ms) => (ahead += ms),
    call,
    view,
    order: async (fields = {}) => {
      orders += 1;
      const answer = await call('Init', { Amount: 50_000, OrderId: `order-${orders}`, ...fields });
      if (answer['Success'] !== true) throw new Error(JSON.stringify(answer));
      return view(String(answer['PaymentId']));
    },
    control: async (path, body = {}) => {
      const payload = JSON.stringify(body);
      const answer = await server.app.inject({ method: 'POST', url: `/_control/${path}`, payload });
      return { status: answer.statusCode, body: answer.json<Body>() };
    },
  };
}

/** A shop's endpoint for notifications. */
export interface TestShop {
  readonly url: string;
  readonly heard: Body[];
  /** What is answered, in order; the last answer is repeated. `null` never answers. */
  replies: ({ status: number; body: string } | null)[];
  close(): Promise<void>;
}

export async function testShop(): Promise<TestShop> {
  const heard: Body[] = [];
  const server: Server = createServer((call, reply) => {
    let text = '';
    call.on('data', (piece: Buffer) => (text += piece.toString('utf8')));
    call.on('end', () => {
      heard.push(JSON.parse(text) as Body);
      const answer = shop.replies.length > 1 ? shop.replies.shift() : shop.replies[0];
      if (answer) reply.writeHead(answer.status, { 'content-type': 'text/plain' }).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const shop: TestShop = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/notifications`,
    heard,
    replies: [{ status: 200, body: 'OK' }],
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return shop;
}

/** Waits until something is so. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await isSo()); tries += 1) {
    if (tries > 500) throw new Error('it did not become so within five seconds');
    await pause(10);
  }
}
