// Measures the export of payments by the built service, over a private MariaDB of its own:
//   npm run build && npm run build:sandbox && node bench/export.mjs [--rows 1000000] [--days 31] [--formats csv,json,xlsx]
// Prints, for each format: the time to the first byte, the time of all, rows a second, how much the resident memory of the
// service grew over what it was after a small export, and the time as a ratio to the database client's own batch dump of the
// same rows by one statement, taken in the same run.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createConnection } from 'mysql2/promise';
import { startDatabase } from '../dist-sandbox/database/available-database.js';
import {
  ensureDatabase,
  makeApiKey,
  migrate,
  serviceEnvironment,
} from '../dist-sandbox/orchestration/service.js';
import { freePort } from '../dist-sandbox/shared/free-port.js';
import { fill, ONE_SELECT } from './export-rows.mjs';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    days: { type: 'string', default: '31' },
    formats: { type: 'string', default: 'csv' },
  },
});
const ROWS = Number(values.rows);
const GROWTH_MAX_MIB = 64;
const FIRST_BYTE_MAX_MS = 200;

function residentMib(pid) {
  const [, kib] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kib) / 1024;
}

/** Reads an answer to its end and watches the memory of who gives it. */
async function measured(url, key, pid) {
  const before = residentMib(pid);
  let most = before;
  const timer = setInterval(() => (most = Math.max(most, residentMib(pid))), 50);
  const begin = performance.now();
  try {
    return await new Promise((resolve, reject) => {
      const request = get(url, { headers: { 'x-api-key': key } }, (response) => {
        let firstByteMs;
        let bytes = 0;
        let lines = 0;
        response.on('data', (chunk) => {
          firstByteMs ??= performance.now() - begin;
          bytes += chunk.length;
          for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lines += 1;
        });
        response.on('end', () => {
          const totalMs = performance.now() - begin;
          resolve({
            status: response.statusCode,
            firstByteMs,
            totalMs,
            bytes,
            lines,
            before,
            growth: most - before,
          });
        });
        response.on('error', reject);
      });
      request.on('error', reject);
    });
  } finally {
    clearInterval(timer);
  }
}

function dumped(databaseUrl) {
  const { hostname, port, username, password, pathname } = new URL(databaseUrl);
  const args = [
    '--no-defaults',
    '--batch',
    `--host=${hostname}`,
    `--port=${port}`,
    `--user=${username}`,
    pathname.slice(1),
  ];
  // Row by row, as an export to a file would be made; without it the client keeps the whole result in memory first.
  args.push('--quick', '--default-character-set=utf8mb4', '-e', ONE_SELECT);
  const begin = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn('mariadb', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, MYSQL_PWD: decodeURIComponent(password) },
    });
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve(performance.now() - begin) : reject(new Error(`mariadb ended with ${code}`)),
    );
  });
}

async function startedService(env) {
  const child = spawn(process.execPath, ['dist/main.js'], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${env.PORT}`;
  for (;;) {
    const isReady = await fetch(`${url}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return { child, url };
    if (child.exitCode !== null) throw new Error('The service did not start');
    await pause(100);
  }
}

const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;
const log = (text) => console.log(text);

const database = await startDatabase(mkdtempSync(join(tmpdir(), 'billing-adapter-export-')), {
  removeOnStop: true,
  say: log,
});
let service;
try {
  const databaseUrl = await ensureDatabase(database.serverUrl, 'export');
  const port = await freePort();
  const nowhere = 'http://127.0.0.1:9';
  const env = serviceEnvironment(
    { databaseUrl, bankUrl: nowhere, api3Url: nowhere, port },
    { ROLES: 'api', LOG_LEVEL: 'error', READ_BACK_INTERVAL_MS: '3600000' },
  );
  await migrate(env);
  const key = await makeApiKey(env, 'finance');
  const connection = await createConnection(databaseUrl.replace(/^mariadb:/, 'mysql:'));
  const begin = performance.now();
  const { from, to } = await fill(connection, ROWS, Number(values.days));
  log(`${ROWS} payments from ${from} to ${to}, filled in ${seconds(performance.now() - begin)}`);
  service = await startedService(env);
  const address = (format, last) =>
    `${service.url}/v1/reports/payments?from=${from}&to=${last}&format=${format}`;
  // Both sides once over one day: code compiled, pages in memory.
  for (const format of values.formats.split(','))
    await measured(address(format, from), key, service.child.pid);
  const dumpMs = await dumped(databaseUrl);
  log(`client's batch dump: ${seconds(dumpMs)}, ${Math.round((ROWS / dumpMs) * 1000)} rows/s`);
  log('format  first byte      total   rows/s     MiB  RSS before  RSS growth  ratio to dump');
  let isGood = true;
  for (const format of values.formats.split(',')) {
    const run = await measured(address(format, to), key, service.child.pid);
    const { status, firstByteMs, totalMs, bytes, lines, before, growth } = run;
    if (status !== 200 || (format === 'csv' && lines !== ROWS + 2))
      throw new Error(`Not the whole: ${JSON.stringify(run)}`);
    const cells = [
      format.padEnd(6),
      `${firstByteMs.toFixed(0)} ms`.padStart(11),
      seconds(totalMs).padStart(11),
      String(Math.round((ROWS / totalMs) * 1000)).padStart(9),
      (bytes / 1024 / 1024).toFixed(0).padStart(8),
      `${before.toFixed(0)} MiB`.padStart(12),
      `${growth.toFixed(0)} MiB`.padStart(12),
      (totalMs / dumpMs).toFixed(2).padStart(15),
    ];
    log(cells.join(''));
    if (format === 'csv') isGood = growth < GROWTH_MAX_MIB && firstByteMs < FIRST_BYTE_MAX_MS;
  }
  const againMs = await dumped(databaseUrl);
  log(`client's batch dump once more: ${seconds(againMs)}`);
  log(
    isGood
      ? 'memory and first byte are within their bounds'
      : 'memory or first byte are NOT within their bounds',
  );
  if (!isGood) process.exitCode = 1;
  await connection.end();
} finally {
  if (service) {
    service.child.kill('SIGTERM');
    await new Promise((resolve) => service.child.once('exit', resolve));
  }
  await database.stop();
}
