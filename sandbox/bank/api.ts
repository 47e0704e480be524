import type { FastifyInstance, FastifyRequest } from 'fastify';
import { setTimeout as pause } from 'node:timers/promises';
import { drawApiFault } from './api-faults';
import type { Bank } from './bank';
import { checkFields } from './fields';
import { readObject, type JsonObject } from './json';
import { METHODS } from './methods';
import type { Method } from './methods/method';
import { errorPage } from './pages';
import { Refusal } from './refusal';
import { tokenFits } from './token';

/** @throws Refusal */
function authenticate(bank: Bank, request: JsonObject): void {
  const terminal = request['TerminalKey'];
  if (typeof terminal !== 'string' || terminal === '')
    throw new Refusal('9999', 'TerminalKey: ожидается строка');
  if (terminal !== bank.settings.terminalKey) throw new Refusal('205', `Терминал ${terminal} не найден`);
  if (!tokenFits(request, bank.settings.password))
    throw new Refusal('204', 'Token не сходится с полями запроса');
}

/** What goes back: JSON with 200, a page of the front end with another status, or nothing at all. */
interface Outcome {
  readonly status: number | null;
  readonly answer: JsonObject | null;
}

const SILENCE: Outcome = { status: null, answer: null };

function page(status: number): Outcome {
  return { status, answer: null };
}

function answerOf(bank: Bank, method: Method, request: JsonObject): JsonObject {
  try {
    authenticate(bank, request);
    checkFields(request, method.fields);
    return method.answer(bank, request);
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    throw error;
  }
}

async function callMethod(bank: Bank, name: string, method: Method, request: JsonObject): Promise<Outcome> {
  const fault = drawApiFault(bank.faults, name);
  if (fault.slowMs > 0) await pause(fault.slowMs);
  if (fault.before) return fault.before === 'timeout' ? SILENCE : page(500);
  const answer = fault.errorCode
    ? new Refusal(fault.errorCode, 'Отказ по просьбе теста').answer
    : answerOf(bank, method, request);
  if (fault.after) return fault.after === 'timeout' ? SILENCE : page(500);
  return { status: 200, answer };
}

async function outcomeOf(bank: Bank, call: FastifyRequest, name: string): Promise<Outcome> {
  const method = METHODS.get(name);
  if (!method) return page(404);
  if (call.method !== 'POST') return page(405);
  if (!/^application\/json\b/i.test(call.headers['content-type'] ?? '')) return page(415);
  const text = typeof call.body === 'string' ? call.body : '';
  let request: JsonObject;
  try {
    request = readObject(text);
  } catch {
    return page(400);
  }
  bank.countCall(name);
  const outcome = await callMethod(bank, name, method, request);
  const kept: unknown = JSON.parse(text);
  bank.recorder.json(name, { method: name, request: kept, response: outcome.answer, status: outcome.status });
  return outcome;
}

/** `/v2/<Method>`: JSON in and out; everything that is no business answer is HTML, as from a front end. */
export function serveApi(app: FastifyInstance, bank: Bank): void {
  app.all<{ Params: { '*': string } }>('/v2/*', async (call, reply) => {
    const { status, answer } = await outcomeOf(bank, call, call.params['*']);
    if (status === null) {
      // The caller is left without an answer on an open connection.
      reply.hijack();
      return;
    }
    if (answer) await reply.code(status).type('application/json; charset=utf-8').send(JSON.stringify(answer));
    else await reply.code(status).type('text/html; charset=utf-8').send(errorPage(status));
  });
}
