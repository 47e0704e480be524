import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

export interface PostAnswer {
  /** null when no answer came. */
  readonly httpStatus: number | null;
  readonly body: string | null;
  readonly error: string | null;
}

const KEPT_CHARACTERS = 2000;

export interface PostOptions {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

function exchange(url: string, text: string, options: PostOptions): Promise<PostAnswer> {
  return new Promise((resolve, reject) => {
    const send = url.startsWith('https:') ? requestHttps : requestHttp;
    const call = send(url, {
      method: 'POST',
      agent: false,
      headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) },
      ...(options.signal ? { signal: options.signal } : {}),
    });
    const timer = setTimeout(() => {
      call.destroy(new Error(`no answer within ${options.timeoutMs} ms`));
    }, options.timeoutMs);
    call.on('close', () => clearTimeout(timer));
    call.on('error', reject);
    call.on('response', (answer) => {
      let body = '';
      answer.setEncoding('utf8');
      answer.on('data', (piece: string) => (body = (body + piece).slice(0, KEPT_CHARACTERS)));
      answer.on('error', reject);
      answer.on('end', () => resolve({ httpStatus: answer.statusCode ?? null, body, error: null }));
    });
    call.end(text);
  });
}

/** Sends JSON on a connection of its own and never follows a redirect. Never rejects. */
export async function postJson(url: string, text: string, options: PostOptions): Promise<PostAnswer> {
  try {
    return await exchange(url, text, options);
  } catch (error) {
    return { httpStatus: null, body: null, error: error instanceof Error ? error.message : String(error) };
  }
}
