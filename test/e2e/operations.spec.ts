import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { eventually } from '../support/control';
import { HOUSE, World } from '../support/world';

const run = promisify(execFile);
const MAIN = join(HOUSE, 'dist', 'main.js');

// Goal: what an operator sees and does: start, health, metrics, logs, keys, stop.
describe('operating the service', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start();
  }, 60_000);
  afterAll(() => world.stop());

  it('is live and ready, and calls an upstream that is away degraded, not down', async () => {
    expect((await world.api.request('GET', '/health/live')).body).toEqual({ status: 'live' });
    const ready = () => world.api.request('GET', '/health/ready');
    const good = await eventually(
      'the upstreams to be known',
      ready,
      ({ body }) => (body as { upstreams: { billing: string } }).upstreams.billing === 'ok',
    );
    expect(good.body).toEqual({
      status: 'ready',
      database: 'ok',
      upstreams: { tinkoff: 'ok', billing: 'ok' },
    });
    await world.billing.faults({ down: true });
    const bad = await eventually(
      'billing to be seen as away',
      ready,
      ({ body }) => (body as { status: string }).status === 'degraded',
      40_000,
    );
    expect(bad.status).toBe(200);
    await world.billing.faults({});
  }, 60_000);

  it('carries a request id from the edge to its answer, its log and both upstreams', async () => {
    const bearer = await world.as();
    await world.api.request('GET', '/v1/account', { headers: bearer });
    const headers = {
      ...bearer,
      'x-request-id': 'edge-4711',
      'idempotency-key': 'request-id-check',
    };
    const answer = await world.api.request('POST', '/v1/payments', {
      headers,
      body: { agreementId: '1940', amountKopecks: 50_000 },
    });
    expect(answer.headers['x-request-id']).toBe('edge-4711');
    const lines = (await world.log())
      .split('\n')
      .filter((line) => line.includes('"requestId":"edge-4711"'))
      .map((line) => JSON.parse(line) as { msg: string; operation?: string });
    expect(lines.map(({ msg }) => msg)).toContain('request completed');
    expect(
      lines
        .map(({ operation }) => operation)
        .filter(Boolean)
        .sort(),
    ).toEqual(['Init', 'getAccount']);
  });

  it('takes no request id that could write into the log', async () => {
    const answer = await world.api.request('GET', '/health/live', {
      headers: { 'x-request-id': 'a"b,c:{}' },
    });
    expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('logs JSON lines only, and no password, token or key', async () => {
    await world.api.request('POST', '/v1/sessions', {
      body: { login: '001950', password: 'very-secret-guess' },
    });
    const key = (await world.apiKey('ops'))['x-api-key'] ?? '';
    await world.api.request('GET', '/v1/postings', { headers: { 'x-api-key': key } });
    const log = await world.log();
    const lines = log.trim().split('\n');
    expect(lines.every((line) => typeof JSON.parse(line) === 'object')).toBe(true);
    for (const secret of ['very-secret-guess', key, await world.signIn(), 'sessnum']) {
      expect(log.includes(secret) ? secret : 'not found').toBe('not found');
    }
  });

  it('shows metrics that name no subscriber', async () => {
    const { body } = await world.api.request('GET', '/metrics');
    const text = String(body);
    for (const name of [
      'unposted_kopecks',
      'oldest_unposted_age_seconds',
      'postings_parked',
      'unconfirmed_orders',
      'payments_flagged',
      'read_back_findings',
      'read_back_strangers',
      'oldest_unread_posting_age_seconds',
    ]) {
      expect(text).toMatch(new RegExp(`^billing_adapter_${name} \\d`, 'm'));
    }
    expect(text).not.toMatch(/uid=|agreement\w*=|subscriber=/);
  });

  it('serves the contract as a page and as YAML', async () => {
    const { url } = world.replicas[0] ?? { url: '' };
    expect(await (await fetch(`${url}/docs`)).text()).toContain('swagger');
    expect(await (await fetch(`${url}/docs/openapi.yaml`)).text()).toContain('openapi: 3');
  });

  it('asks the bank about a payment when an operator wants it', async () => {
    await world.bank.faults({ notifications: { drop: 1 } });
    const payment = await world.pay(50_000);
    await world.bank.pay(payment.orderId);
    const answer = await world.api.request('POST', `/v1/payments/${payment.id}/refresh`, {
      headers: await world.apiKey('ops'),
    });
    await world.bank.faults({});
    expect(answer.status).toBe(200);
    await world.until(payment.id, 'posted');
  });

  it('lists and revokes keys by its command, and shows a key’s text once', async () => {
    const cli = (...args: string[]) =>
      run(process.execPath, [join(HOUSE, 'dist/auth/api-key.cli.js'), ...args], {
        env: { ...process.env, ...world.env },
      });
    const text = (await cli('create', '--name', 'finance-desk', '--scope', 'finance,ops')).stdout.trim();
    expect(text).toMatch(/^ba_[0-9a-f]{32}_[\w-]{43}$/);
    const headers = { 'x-api-key': text };
    expect((await world.api.request('GET', '/v1/postings', { headers })).status).toBe(200);
    const list = (await cli('list')).stdout;
    const id = /^(\S+)\tfinance-desk\tfinance,ops/m.exec(list)?.[1] ?? '';
    expect(list).not.toContain(text);
    await cli('revoke', '--id', id);
    expect((await world.api.request('GET', '/v1/postings', { headers })).status).toBe(401);
    await expect(cli('create', '--name', 'x', '--scope', 'king')).rejects.toMatchObject({ code: 2 });
  }, 60_000);

  it('prints its settings without secrets, and refuses to start on wrong ones, a line for each', async () => {
    const good = await run(process.execPath, [MAIN, '--check-config'], {
      env: { ...process.env, ...world.env },
    });
    expect(good.stdout).toContain('TINKOFF_PASSWORD=[redacted]');
    expect(good.stdout).not.toContain('demo$Secret');
    const wrong = run(process.execPath, [MAIN], {
      env: { ...process.env, ...world.env, PORT: 'x', JWT_SECRET: '' },
    });
    await expect(wrong).rejects.toMatchObject({
      code: 1,
      stderr: 'PORT: must be a whole number\nJWT_SECRET: is missing\n',
    });
  });

  it('stops without dropping what it holds: a credit under way is finished and kept, then the process ends with 0', async () => {
    const payment = await world.pay(50_000);
    await world.billing.faults({ ExternPayment: { slowMs: 600 } });
    await world.bank.pay(payment.orderId);
    await pause(150);
    const started = Date.now();
    expect(await world.stopReplica()).toBe(0);
    expect(Date.now() - started).toBeLessThan(10_000);
    await world.billing.faults({});
    expect(await world.rows('SELECT status FROM payments WHERE id = ?', [payment.id])).toEqual([
      { status: 'posted' },
    ]);
    expect(await world.billing.paymentsOf(payment.orderId)).toHaveLength(1);
    await world.restartReplica();
  }, 60_000);
});
