// Measures what the cabinet's routes cost, in a sandbox of its own:
//   node bench/cabinet.mjs [--tries 500]
// Prints the calls of billing for each route over both upstreams, the readers that share one call, what is answered while
// billing is away, and whether the time of a refused sign-in tells an unknown login from a wrong password.
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { tries: { type: 'string', default: '500' } } });
const TRIES = Number(values.tries);
const STALE_SECONDS = 3;

const SETTINGS = {
  PORT: '0',
  SANDBOX_BANK_PORT: '0',
  SANDBOX_API3_PORT: '0',
  SANDBOX_LBWEB_PORT: '0',
  LOG_LEVEL: 'error',
  READ_BACK_INTERVAL_MS: '3600000',
  CABINET_STALE_SECONDS: String(STALE_SECONDS),
  SIGN_IN_TRIES_PER_LOGIN_PER_MINUTE: '1000',
  SIGN_IN_TRIES_PER_ADDRESS_PER_MINUTE: '100000',
  SIGN_IN_LOCK_AFTER_FAILURES: '1000',
};

async function withSandbox(upstream, work) {
  const env = { ...process.env, ...SETTINGS, BILLING_UPSTREAM: upstream };
  const child = spawn(process.execPath, ['dist-sandbox/main.js'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    await work(await addressesOf(child));
  } finally {
    child.kill('SIGINT');
    await new Promise((resolve) => child.once('exit', resolve));
  }
}

function addressesOf(child) {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
      const ready = /^sandbox ready (\{.*\})$/m.exec(text);
      if (ready) resolve(JSON.parse(ready[1]));
    });
    child.once('exit', () => reject(new Error(`The sandbox did not start:\n${text}`)));
  });
}

async function ask(method, url, token, body) {
  const startedAt = performance.now();
  const response = await fetch(url, {
    method,
    headers: {
      'content-type': 'application/json',
      'idempotency-key': crypto.randomUUID(),
      ...(token && { authorization: `Bearer ${token}` }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    body: text === '' ? null : JSON.parse(text),
    ms: performance.now() - startedAt,
  };
}

const control = (base, path, body) =>
  fetch(`${base.replace(/\/$/, '')}/_control/${path}`, {
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  }).then((response) => response.json());

async function callsDuring(bases, work) {
  const before = await Promise.all(bases.map((base) => control(base, 'calls')));
  const answer = await work();
  const after = await Promise.all(bases.map((base) => control(base, 'calls')));
  const counts = after.flatMap((calls, index) =>
    Object.entries(calls)
      .map(([name, count]) => [name, count - (before[index][name] ?? 0)])
      .filter(([, count]) => count > 0),
  );
  return { answer, calls: counts.map(([name, count]) => (count === 1 ? name : `${name} ×${count}`)) };
}

async function tokenOf(service, login) {
  const { body } = await ask('POST', `${service}/v1/sessions`, null, { login, password: 'demo' });
  return body.accessToken;
}

async function routes(upstream, { service, api3, lbweb }) {
  const token = await tokenOf(service, '001940');
  const other = await tokenOf(service, '001950');
  const recovery = { login: '001990' };
  const passwords = { currentPassword: 'demo', newPassword: 'demo2026' };
  const rows = [
    ['POST /v1/sessions', 'POST', '/v1/sessions', null, { login: '001940', password: 'demo' }],
    ['GET /v1/account', 'GET', '/v1/account', token],
    ['GET …/services', 'GET', '/v1/agreements/1940/services', token],
    ['GET …/balance', 'GET', '/v1/agreements/1940/balance', token],
    ['GET …/payments', 'GET', '/v1/agreements/1940/payments', token],
    ['GET …/promised-payment', 'GET', '/v1/agreements/1950/promised-payment', other],
    [
      'POST …/promised-payment',
      'POST',
      '/v1/agreements/1950/promised-payment',
      other,
      { amountKopecks: 10_000 },
    ],
    ['POST /v1/payments', 'POST', '/v1/payments', token, { agreementId: '1940', amountKopecks: 50_000 }],
    ['POST /v1/account/password-recovery', 'POST', '/v1/account/password-recovery', null, recovery],
    ['PUT /v1/account/password', 'PUT', '/v1/account/password', other, passwords],
    ['DELETE /v1/sessions/current', 'DELETE', '/v1/sessions/current', token],
  ];
  // With the cabinet, what its stand-in asks of the core is its own affair: only what we ask of each counts here.
  const bases = upstream === 'api3' ? [api3] : [lbweb];
  console.log(`\n${upstream}: route, status, calls`);
  for (const [name, method, path, by, body] of rows) {
    const { answer, calls } = await callsDuring(bases, () => ask(method, `${service}${path}`, by, body));
    console.log(`  ${name.padEnd(36)} ${answer.status}  ${calls.join(', ') || 'none'}`);
  }
}

async function sharedReads({ service, api3 }) {
  const token = await tokenOf(service, '001940');
  const read = () => ask('GET', `${service}/v1/agreements/1941/balance`, token);
  await read();
  await control(api3, 'faults', { getAgreements: { slowMs: 1_000 } });
  const { answer, calls } = await callsDuring([api3], () => Promise.all(Array.from({ length: 100 }, read)));
  await control(api3, 'faults', {});
  console.log(
    `\n100 readers of one balance: ${calls.join(', ')}; all 200: ${answer.every((a) => a.status === 200)}`,
  );
  await control(api3, 'faults', { down: true });
  const stale = [];
  for (let count = 0; count < 20; count += 1) stale.push(await read());
  const slowest = Math.max(...stale.map(({ ms }) => ms));
  const areStale = stale.every(({ status, body }) => status === 200 && body.isStale);
  console.log(`billing stopped: 20 reads, all stale: ${areStale}, slowest ${slowest.toFixed(1)} ms`);
  await new Promise((resolve) => setTimeout(resolve, STALE_SECONDS * 1_000 + 200));
  const late = await read();
  console.log(`after ${STALE_SECONDS} s: ${late.status} ${late.body.code}`);
  await control(api3, 'faults', {});
  // Until the circuit breaker lets calls through again.
  await new Promise((resolve) => setTimeout(resolve, 6_000));
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const withoutTrace = ({ traceId: _, ...body }) => JSON.stringify(body);

async function enumeration(upstream, { service }) {
  const tries = { unknown: [], wrong: [] };
  const bodies = new Set();
  for (let count = 0; count < TRIES; count += 1) {
    for (const [kind, login] of [
      ['unknown', `nobody-${count}`],
      ['wrong', ['001940', '001950', '001960'][count % 3]],
    ]) {
      const answer = await ask('POST', `${service}/v1/sessions`, null, { login, password: 'not it' });
      bodies.add(`${answer.status} ${withoutTrace(answer.body)}`);
      tries[kind].push(answer.ms);
    }
  }
  const [unknown, wrong] = [median(tries.unknown), median(tries.wrong)];
  const apart = (Math.abs(unknown - wrong) / Math.max(unknown, wrong)) * 100;
  console.log(
    `\n${upstream}: ${TRIES} tries each: unknown login ${unknown.toFixed(1)} ms, wrong password ${wrong.toFixed(1)} ms (medians), ` +
      `${apart.toFixed(2)} % apart; answers: ${[...bodies].join(' | ')}`,
  );
}

for (const upstream of ['api3', 'lbweb-client']) {
  await withSandbox(upstream, async (addresses) => {
    await routes(upstream, addresses);
    if (upstream === 'api3') await sharedReads(addresses);
    await enumeration(upstream, addresses);
  });
}
