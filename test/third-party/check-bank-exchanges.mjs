// Holds what the end-to-end tests said to the bank's stand-in, and what it said, against the bank's own OpenAPI document.
// usage: node check-bank-exchanges.mjs <openapi.json> <folder of recorded exchanges>
// The document's known traps: no DATA object of a request fits its schema, and a notification's `Data` is allowed for
// instalments only, so both are checked by hand; refusals have no schema of their own; the answer of Cancel is declared with
// a numeric PaymentId where the bank sends text.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';

const [documentFile, folder] = process.argv.slice(2);
const document = JSON.parse(readFileSync(documentFile, 'utf8'));
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
ajv.addSchema(document, 'bank');

const PASSWORD = process.env.TINKOFF_PASSWORD || 'demo$Secret';
/** What we mean to send; a misspelt key would pass a schema that allows any other. */
const SENT = {
  Init: [
    'TerminalKey',
    'Amount',
    'OrderId',
    'Description',
    'PayType',
    'Language',
    'NotificationURL',
    'SuccessURL',
    'FailURL',
    'RedirectDueDate',
    'DATA',
    'Token',
  ],
  GetState: ['TerminalKey', 'PaymentId', 'Token'],
  CheckOrder: ['TerminalKey', 'OrderId', 'Token'],
  Cancel: ['TerminalKey', 'PaymentId', 'Token'],
};

const pointerOf = (...parts) =>
  `bank#/${parts.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`;
const pathOf = (method) => Object.keys(document.paths).find((path) => path.endsWith(`/${method}`));

function faultsOf(pointer, value) {
  const validate = ajv.getSchema(pointer);
  if (!validate) return [`no schema at ${pointer}`];
  return validate(value)
    ? []
    : validate.errors.map(({ instancePath, message }) => `${instancePath || '/'} ${message}`);
}

function dataFaults(data) {
  if (data === undefined) return [];
  const pairs = Object.entries(data);
  const wrong = pairs.filter(
    ([key, value]) =>
      (key !== 'OperationInitiatorType' && key.length > 20) ||
      typeof value !== 'string' ||
      value.length > 100,
  );
  return [
    ...(pairs.length > 20 ? ['DATA has over 20 pairs'] : []),
    ...wrong.map(([key]) => `DATA.${key} is against the rules`),
  ];
}

/** The token, computed here a second time and in another way than in the service. */
function tokenOf(body) {
  const entries = Object.entries({ ...body, Password: PASSWORD }).filter(
    ([key, value]) => key !== 'Token' && value !== null && typeof value !== 'object',
  );
  const values = entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => String(value));
  return createHash('sha256').update(values.join('')).digest('hex');
}

function requestFaults(method, request) {
  const { DATA, ...rest } = request;
  const unknown = Object.keys(request).filter((key) => !SENT[method].includes(key));
  return [
    ...faultsOf(
      pointerOf('paths', pathOf(method), 'post', 'requestBody', 'content', 'application/json', 'schema'),
      rest,
    ),
    ...dataFaults(DATA),
    ...unknown.map((key) => `${key} is not what we mean to send`),
    ...(tokenOf(request) === request.Token ? [] : ['the token is not the one of this body']),
  ];
}

function answerFaults(method, answer) {
  if (answer === null || answer?.Success === false) return [];
  const seen = method === 'Cancel' ? { ...answer, PaymentId: Number(answer.PaymentId) } : answer;
  return faultsOf(
    pointerOf('paths', pathOf(method), 'post', 'responses', '200', 'content', 'application/json', 'schema'),
    seen,
  );
}

function notificationFaults({ Data, ...body }) {
  const isForged = tokenOf({ ...body, Data }) !== body.Token;
  if (isForged) return [];
  return [...faultsOf(pointerOf('components', 'schemas', 'NotificationPayment'), body), ...dataFaults(Data)];
}

const counts = { requests: 0, answers: 0, notifications: 0 };
const faults = [];
for (const file of readdirSync(folder).sort()) {
  const content = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const report = (kind, found) => {
    counts[kind] += 1;
    faults.push(...found.map((fault) => `${file} (${kind}): ${fault}`));
  };
  if (file.endsWith('-notification.json')) {
    report('notifications', notificationFaults(content));
  } else {
    const { method, request, response } = content;
    report('requests', requestFaults(method, request));
    if (content.status === 200) report('answers', answerFaults(method, response));
  }
}
faults.slice(0, 40).forEach((fault) => console.error(fault));
console.log(
  `bank's document: ${counts.requests} requests, ${counts.answers} answers, ${counts.notifications} notifications; ${faults.length} faults`,
);
process.exit(faults.length === 0 && counts.requests > 0 ? 0 : 1);
