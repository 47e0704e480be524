import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPool, type Pool, type RowDataPacket } from 'mysql2/promise';
import type { ChildProgram } from '../../sandbox/orchestration/child-program';
import {
  makeApiKey,
  migrate,
  serviceEnvironment,
  startService,
  type Environment,
} from '../../sandbox/orchestration/service';
import { startStandIn, type StandIn } from '../../sandbox/orchestration/stand-ins';
import { freePort } from '../../sandbox/shared/free-port';
import { Contract } from '../contract/contract';
import { ApiClient } from '../contract/recording-client';
import { BankControl, BillingControl, eventually } from './control';
import { freshDatabaseUrl } from './database';
import { LbwebControl } from './lbweb-control';

/** Time-outs and pauses short enough for tests; everything else is as in production. */
const HASTE: Environment = {
  LANBILLING_TIMEOUT_MS: '1500',
  TINKOFF_TIMEOUT_MS: '1500',
  POSTING_INTERVAL_MS: '200',
  POSTING_RETRY_FIRST_MS: '200',
  POSTING_RETRY_CAP_MS: '1000',
  UNCONFIRMED_INTERVAL_MS: '200',
  UNCONFIRMED_FIRST_ASK_MS: '60000',
  UNCONFIRMED_FORGOTTEN_AFTER_MS: '3000',
  RECONCILIATION_NIGHTLY_HOUR: 'none',
  RECONCILIATION_INTERVAL_MS: '200',
  LOG_LEVEL: 'debug',
  SANDBOX_BANK_RETRY_MS: '300',
};

/** The terminal and its password that the sandbox gives to service and bank alike. */
export const DEMO_TERMINAL = '1700000000001DEMO';
export const DEMO_PASSWORD = 'demo$Secret';

const HOUSE = join(__dirname, '..', '..');

export interface PaymentBody {
  readonly id: string;
  readonly orderId: string;
  readonly status: string;
  readonly paymentUrl: string | null;
  readonly [key: string]: unknown;
}

interface Replica {
  readonly env: Environment;
  readonly client: ApiClient;
  readonly url: string;
  program: ChildProgram;
}

export interface WorldOptions {
  /** Replicas of the service. */
  readonly replicas?: number;
  readonly env?: Environment;
  /** Another way to the database than straight to it. */
  readonly databaseUrl?: string;
  /** Starts the stand-in for LANBilling's own cabinet too: `world.lbweb`. */
  readonly lbweb?: boolean;
  /** What the service reaches subscribers' billing by; `lbweb-client` starts that stand-in too. */
  readonly upstream?: 'api3' | 'lbweb-client';
  /** The form of that cabinet's addresses. */
  readonly lbwebUrlForm?: 'query' | 'path';
}

/** What the service is told about its way to billing; nothing in a world that does not ask. */
function upstreamEnvironment({ upstream, lbwebUrlForm }: WorldOptions): Environment {
  return {
    ...(upstream === undefined ? {} : { BILLING_UPSTREAM: upstream }),
    ...(lbwebUrlForm === undefined ? {} : { LBWEB_CLIENT_URL_FORM: lbwebUrlForm }),
  };
}

/** The service as it is built, between the stand-ins, over a database of its own. */
export class World {
  private tokens = new Map<string, string>();

  private constructor(
    readonly replicas: readonly Replica[],
    readonly bank: BankControl,
    readonly billing: BillingControl,
    readonly logFile: string,
    readonly bankUrl: string,
    readonly api3Url: string,
    private readonly lbwebControl: LbwebControl | undefined,
    private readonly standIns: readonly StandIn[],
    private readonly pool: Pool,
    private readonly folder: string,
  ) {}

  static async start(options: WorldOptions = {}): Promise<World> {
    const folder = mkdtempSync(join(tmpdir(), 'billing-adapter-world-'));
    const recordDir = process.env['E2E_RECORD_DIR'];
    if (recordDir !== undefined) mkdirSync(recordDir, { recursive: true });
    const standInEnv = { ...HASTE, ...options.env, SANDBOX_RECORD_DIR: recordDir ?? '' };
    const databaseUrl = options.databaseUrl ?? (await freshDatabaseUrl());
    const bank = await startStandIn('bank', { ...standInEnv, SANDBOX_BANK_PORT: '0' });
    const api3 = await startStandIn('api3', { ...standInEnv, SANDBOX_API3_PORT: '0' });
    const wantsLbweb = options.lbweb === true || options.upstream === 'lbweb-client';
    const lbweb = wantsLbweb
      ? await startStandIn('lbweb', { ...standInEnv, SANDBOX_LBWEB_PORT: '0', SANDBOX_API3_URL: api3.url })
      : undefined;
    const ports = await Promise.all(Array.from({ length: options.replicas ?? 1 }, () => freePort()));
    const environments = ports.map((port, i) => {
      const own = { ...HASTE, ...upstreamEnvironment(options), ...options.env };
      // Each replica's orders are notified to its neighbour, so that whoever made an order is not who hears of it.
      const neighbour = ports[(i + 1) % ports.length] ?? port;
      const notifications = `http://127.0.0.1:${String(neighbour)}/v1/tinkoff/notifications`;
      const wiring = { databaseUrl, bankUrl: bank.url, api3Url: api3.url, lbwebUrl: lbweb?.url, port };
      const journal = join(folder, `journal-${String(i)}`);
      return serviceEnvironment(wiring, {
        TINKOFF_NOTIFICATION_URL: notifications,
        JOURNAL_DIR: journal,
        ...own,
      });
    });
    const [first] = environments;
    if (first) await migrate(first);
    const logFile = join(folder, 'service.log');
    const contract = Contract.load();
    const replicas = await Promise.all(
      environments.map(async (env) => {
        const { program, url } = await startService(env, logFile);
        return { env, program, url, client: new ApiClient(url, contract) };
      }),
    );
    return new World(
      replicas,
      new BankControl(bank.url),
      new BillingControl(api3.url),
      logFile,
      bank.url,
      api3.url,
      lbweb && new LbwebControl(lbweb.url),
      lbweb ? [bank, api3, lbweb] : [bank, api3],
      createPool({ uri: databaseUrl.replace(/^mariadb:/, 'mysql:'), timezone: 'Z' }),
      folder,
    );
  }

  private replica(index: number): Replica {
    const replica = this.replicas[index % this.replicas.length];
    if (!replica) throw new Error('A world has at least one replica');
    return replica;
  }

  /** @throws Error in a world that was started without it */
  get lbweb(): LbwebControl {
    if (!this.lbwebControl) throw new Error('This world was started without lbweb');
    return this.lbwebControl;
  }

  get api(): ApiClient {
    return this.replica(0).client;
  }

  apiOf(index: number): ApiClient {
    return this.replica(index).client;
  }

  get env(): Environment {
    return this.replica(0).env;
  }

  async signIn(login = '001940', password = 'demo'): Promise<string> {
    const known = this.tokens.get(login);
    if (known !== undefined) return known;
    const answer = await this.api.request('POST', '/v1/sessions', { body: { login, password } });
    if (answer.status !== 201) throw new Error(`Sign-in failed: ${JSON.stringify(answer.body)}`);
    const token = (answer.body as { accessToken: string }).accessToken;
    this.tokens.set(login, token);
    return token;
  }

  /** Headers of a signed-in subscriber. */
  async as(login = '001940'): Promise<Record<string, string>> {
    return { authorization: `Bearer ${await this.signIn(login)}` };
  }

  /** @param name of the person, where it matters whose key it is */
  async apiKey(scope: string, name?: string): Promise<Record<string, string>> {
    return { 'x-api-key': await makeApiKey(this.env, scope, name) };
  }

  /** Makes a payment and answers it as the service gave it. */
  async pay(
    amountKopecks: number,
    options: { readonly agreementId?: string; readonly login?: string; readonly replica?: number } = {},
  ): Promise<PaymentBody> {
    const answer = await this.apiOf(options.replica ?? 0).request('POST', '/v1/payments', {
      headers: { ...(await this.as(options.login)), 'idempotency-key': randomUUID() },
      body: { agreementId: options.agreementId ?? '1940', amountKopecks },
    });
    if (answer.status !== 201)
      throw new Error(`No payment: ${String(answer.status)} ${JSON.stringify(answer.body)}`);
    return answer.body as PaymentBody;
  }

  async read(id: string, login?: string): Promise<PaymentBody> {
    const answer = await this.api.request('GET', `/v1/payments/${id}`, { headers: await this.as(login) });
    return answer.body as PaymentBody;
  }

  /** The unsigned body of a CONFIRMED as the bank would send it for this payment, with changes. */
  async notificationBody(
    payment: PaymentBody,
    changes: Record<string, unknown> = {},
  ): Promise<Record<string, unknown>> {
    const { paymentId, amount } = await this.bank.order(payment.orderId);
    return {
      TerminalKey: DEMO_TERMINAL,
      OrderId: payment.orderId,
      Success: true,
      Status: 'CONFIRMED',
      PaymentId: Number(paymentId),
      ErrorCode: '0',
      Amount: amount,
      CardId: 512345678,
      Pan: '430000******0777',
      ExpDate: '1230',
      ...changes,
    };
  }

  /** What a body gets for an answer at the bank's address; text and bytes go as they are. */
  notify(body: unknown): ReturnType<ApiClient['request']> {
    const rawBody = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
    return this.api.request('POST', '/v1/tinkoff/notifications', {
      headers: { 'content-type': 'application/json' },
      rawBody,
    });
  }

  /** The payment once it has the status. */
  async until(id: string, status: string, login?: string, patienceMs?: number): Promise<PaymentBody> {
    return eventually(
      `payment ${id} to be ${status}`,
      () => this.read(id, login),
      (seen) => seen.status === status,
      patienceMs,
    );
  }

  /** Rows straight from the database. */
  async rows<T>(sql: string, values: readonly unknown[] = []): Promise<T[]> {
    const [rows] = await this.pool.query<RowDataPacket[]>(sql, [...values]);
    return rows as unknown as T[];
  }

  /** How many rows each table has: nothing may change after bad input. */
  async rowCounts(): Promise<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const table of ['payments', 'payment_events', 'postings', 'idempotency_keys']) {
      const [row] = await this.rows<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table}`);
      counts[table] = row?.n ?? 0;
    }
    return counts;
  }

  /** Everything the replicas have logged up to now: lines travel through pipes, so each is awaited behind a mark. */
  async log(): Promise<string> {
    for (const { client } of this.replicas) {
      const mark = `log-mark-${randomUUID()}`;
      await client.request('GET', '/v1/account', { headers: { 'x-request-id': mark } });
      await eventually(
        'the log to be written',
        () => Promise.resolve(readFileSync(this.logFile, 'utf8')),
        (log) => log.includes(mark),
      );
    }
    return readFileSync(this.logFile, 'utf8');
  }

  async metric(name: string): Promise<number> {
    const answer = await this.api.request('GET', '/metrics');
    const line = String(answer.body)
      .split('\n')
      .find((candidate) => candidate.startsWith(`${name} `) || candidate.startsWith(`${name}{`));
    return Number(line?.split(' ').at(-1) ?? Number.NaN);
  }

  async killReplica(index = 0): Promise<void> {
    await this.replica(index).program.kill();
  }

  async stopReplica(index = 0): Promise<number> {
    return this.replica(index).program.stop();
  }

  async restartReplica(index = 0): Promise<void> {
    const replica = this.replica(index);
    replica.program = (await startService(replica.env, this.logFile)).program;
  }

  async stop(): Promise<void> {
    for (const { program } of this.replicas) await program.stop();
    for (const { program } of this.standIns) await program.stop();
    await this.pool.end();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export { HOUSE };
