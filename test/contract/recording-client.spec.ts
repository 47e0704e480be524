import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Contract, type Exchange } from './contract';
import { ApiClient } from './recording-client';

const contract = Contract.load();

describe('the recording client', () => {
  const folder = mkdtempSync(join(tmpdir(), 'contract-'));
  const file = join(folder, 'exchanges.jsonl');
  let server: Server;
  let client: ApiClient;
  let answer: { status: number; type: string; body: string };
  let request: IncomingMessage;
  let received: string;

  beforeAll(async () => {
    server = createServer((incoming, outgoing) => {
      request = incoming;
      received = '';
      incoming.on('data', (chunk: Buffer) => (received += chunk.toString()));
      incoming.on('end', () => {
        outgoing.writeHead(answer.status, { 'Content-Type': answer.type, 'X-Request-Id': 'r-1' });
        outgoing.end(answer.body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    client = new ApiClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, contract);
  });

  beforeEach(() => {
    process.env['CONTRACT_RECORD_FILE'] = file;
  });

  afterEach(() => {
    delete process.env['CONTRACT_RECORD_FILE'];
    rmSync(file, { force: true });
  });

  afterAll(async () => {
    await new Promise((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true });
  });

  function recorded(): Exchange[] {
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    return lines.map((line) => JSON.parse(line) as Exchange);
  }

  it('sends JSON, gives the answer back parsed and keeps the exchange without its key', async () => {
    const body = { id: '01a20cd6-5266-7c41-9a52-3f6b1e0d8c47', status: 'posted', lastBankStatus: null };
    answer = { status: 200, type: 'application/json; charset=utf-8', body: JSON.stringify(body) };
    const path = `/v1/payments/${body.id}/refresh`;
    const response = await client.request('POST', path, { headers: { 'X-Api-Key': 'ba_secret' } });
    expect(response).toMatchObject({ status: 200, body, headers: { 'x-request-id': 'r-1' } });
    expect(request.headers['x-api-key']).toBe('ba_secret');
    expect(request.headers['content-type']).toBeUndefined();
    expect(recorded()).toEqual([
      {
        method: 'POST',
        path,
        requestHeaders: { 'X-Api-Key': '[redacted]' },
        status: 200,
        responseHeaders: expect.objectContaining({ 'x-request-id': 'r-1' }) as unknown,
        responseBody: JSON.stringify(body),
      },
    ]);
    expect(contract.check(recorded()[0]!)).toEqual([]);
  });

  it('sends a raw body as it is', async () => {
    answer = { status: 200, type: 'text/plain; charset=utf-8', body: 'OK' };
    const rawBody = '{ "Status":"CONFIRMED" }';
    const response = await client.request('POST', '/v1/tinkoff/notifications', {
      rawBody,
      headers: { 'Content-Type': 'application/json' },
    });
    expect(response.body).toBe('OK');
    expect(received).toBe(rawBody);
    expect(recorded()[0]!.requestBody).toEqual({ Status: 'CONFIRMED' });
  });

  it('fails on an answer that the contract does not have, after keeping it', async () => {
    answer = { status: 200, type: 'application/json', body: '{"status":"live","uptime":1}' };
    await expect(client.request('GET', '/health/live')).rejects.toThrow('/uptime: undeclared field');
    expect(recorded()).toHaveLength(1);
  });

  it('follows no redirect, and keeps nothing where no file is named', async () => {
    delete process.env['CONTRACT_RECORD_FILE'];
    answer = { status: 302, type: 'text/plain', body: '' };
    await expect(client.request('GET', '/health/live')).rejects.toThrow('status 302: undeclared');
    expect(() => readFileSync(file)).toThrow('ENOENT');
  });
});
