import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startDatabase } from './database/available-database';
import type { ChildProgram } from './orchestration/child-program';
import {
  ensureDatabase,
  makeApiKey,
  migrate,
  serviceEnvironment,
  startService,
} from './orchestration/service';
import { startStandIn } from './orchestration/stand-ins';
import { freePort } from './shared/free-port';

const FOLDER = resolve('.sandbox');

/** What is running, newest last; stopped in the opposite order. */
const running: { readonly name: string; stop(): Promise<unknown> }[] = [];
let isStopping = false;

async function stopAll(exitCode: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  for (const part of running.reverse())
    await part.stop().catch((error: unknown) => console.error(part.name, error));
  process.exit(exitCode);
}

function watch(program: ChildProgram): void {
  running.push(program);
  void program.ended().then((code) => {
    if (isStopping) return;
    console.error(`${program.name} ended with code ${String(code)}; stopping the sandbox`);
    void stopAll(1);
  });
}

async function databaseUrl(): Promise<string> {
  const given = process.env['DATABASE_URL'];
  if (given !== undefined && given !== '') return given;
  const database = await startDatabase(join(FOLDER, 'mariadb'), {
    removeOnStop: false,
    say: (line) => console.log(line),
  });
  running.push({ name: 'database', stop: () => database.stop() });
  return ensureDatabase(database.serverUrl, 'billing_adapter');
}

function given(name: string, fallback: string): string {
  const value = process.env[name];
  return value === undefined || value === '' ? fallback : value;
}

async function main(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const url = await databaseUrl();
  const bank = await startStandIn('bank', { SANDBOX_BANK_PORT: given('SANDBOX_BANK_PORT', '3001') });
  watch(bank.program);
  const api3 = await startStandIn('api3', { SANDBOX_API3_PORT: given('SANDBOX_API3_PORT', '34012') });
  watch(api3.program);
  const lbweb = await startStandIn('lbweb', {
    SANDBOX_LBWEB_PORT: given('SANDBOX_LBWEB_PORT', '3002'),
    SANDBOX_API3_URL: given('SANDBOX_API3_URL', api3.url),
  });
  watch(lbweb.program);
  const wishedPort = Number(given('PORT', '3000'));
  const port = wishedPort === 0 ? await freePort() : wishedPort;
  const env = serviceEnvironment(
    { databaseUrl: url, bankUrl: bank.url, api3Url: api3.url, lbwebUrl: lbweb.url, port },
    { JOURNAL_DIR: join(FOLDER, 'journal'), ...process.env },
  );
  await migrate(env);
  const apiKeys = {
    cabinet: await makeApiKey(env, 'cabinet'),
    finance: await makeApiKey(env, 'finance'),
    ops: await makeApiKey(env, 'ops'),
  };
  const logFile = join(FOLDER, 'service.log');
  const service = await startService(env, logFile);
  watch(service.program);
  console.log(`service            ${service.url}  (its log: ${logFile})`);
  console.log(`contract           ${service.url}/docs`);
  console.log(`bank stand-in      ${bank.url}`);
  console.log(`LANBilling (api3)  ${api3.url}`);
  console.log(`lbweb-client       ${lbweb.url}/api.php and ${lbweb.url}/lbweb-client/`);
  console.log('subscribers        001940 / demo (agreements 001 and 002), 001950 / demo (agreement 003)');
  const addresses = { service: service.url, bank: bank.url, api3: api3.url, lbweb: lbweb.url };
  console.log(`sandbox ready ${JSON.stringify({ ...addresses, apiKeys })}`);
}

process.on('SIGINT', () => void stopAll(0));
process.on('SIGTERM', () => void stopAll(0));
main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  void stopAll(1);
});
