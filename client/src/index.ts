import createFetchClient, { type Client, type Middleware } from 'openapi-fetch';
import type { components, paths } from './schema.js';
import { memoryTokenStore, Session, type TokenPair, type TokenStore } from './session.js';

export { memoryTokenStore, type TokenPair, type TokenStore } from './session.js';
export type { components, operations, paths } from './schema.js';

export type Problem = components['schemas']['Problem'];
export type ProblemCode = components['schemas']['ProblemCode'];
export type Account = components['schemas']['Account'];
export type Balance = components['schemas']['Balance'];
export type Payment = components['schemas']['Payment'];

export interface BillingAdapterOptions {
  /** Where the service answers, such as `https://pay.provider.ru`. */
  readonly baseUrl: string;
  readonly tokens?: TokenStore;
  /** Language of texts for people; Russian unless told. */
  readonly language?: 'ru' | 'en';
  readonly fetch?: typeof globalThis.fetch;
}

export interface BillingAdapter extends Client<paths> {
  /** Signs a subscriber in and keeps his tokens. Null, or the problem to show. */
  signIn(login: string, password: string): Promise<Problem | null>;
  /** Ends the session here and at the service. */
  signOut(): Promise<void>;
}

/**
 * Every operation of the service, typed: `adapter.GET('/v1/account')` and so on, each answering `{ data, error, response }`.
 * The access token is sent, and refreshed and the request repeated when it has expired.
 */
export function createBillingAdapter(options: BillingAdapterOptions): BillingAdapter {
  const { baseUrl, tokens = memoryTokenStore(), language = 'ru' } = options;
  const fetch = options.fetch ?? globalThis.fetch;
  const plain = createFetchClient<paths>({ baseUrl, fetch, headers: { 'Accept-Language': language } });
  const exchange = async (refreshToken: string): Promise<TokenPair | null> => {
    const { data } = await plain.POST('/v1/sessions/refresh', { body: { refreshToken } });
    return data ?? null;
  };
  const session = new Session(tokens, exchange);
  const client = createFetchClient<paths>({ baseUrl, fetch, headers: { 'Accept-Language': language } });
  client.use(authorising(session, fetch));
  return Object.assign(client, {
    signIn: async (login: string, password: string): Promise<Problem | null> => {
      const { data, error } = await plain.POST('/v1/sessions', { body: { login, password } });
      if (data) tokens.set(data);
      return error ?? null;
    },
    signOut: async (): Promise<void> => {
      await client.DELETE('/v1/sessions/current').finally(() => tokens.set(null));
    },
  });
}

/** A key for one wish to pay. Make it before the first try and keep it over repeats and reloads. */
export function newIdempotencyKey(): string {
  return globalThis.crypto.randomUUID();
}

/** `-66,67 ₽`, as Russians write it; works on the digits, never through a float. */
export function formatKopecks(kopecks: number): string {
  const digits = String(Math.abs(kopecks)).padStart(3, '0');
  const roubles = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, '\u00A0');
  return `${kopecks < 0 ? '\u2212' : ''}${roubles},${digits.slice(-2)}\u00A0₽`;
}

function authorising(session: Session, fetch: typeof globalThis.fetch): Middleware {
  const copies = new WeakMap<Request, Request>();
  return {
    onRequest: ({ request }) => {
      if (session.accessToken !== null) {
        request.headers.set('Authorization', `Bearer ${session.accessToken}`);
      }
      copies.set(request, request.clone());
      return request;
    },
    onResponse: async ({ request, response }) => {
      const copy = copies.get(request);
      if (response.status !== 401 || !copy || !(await isExpired(response))) return undefined;
      const refused = (copy.headers.get('Authorization') ?? '').replace(/^Bearer /, '');
      const accessToken = await session.renewed(refused);
      if (accessToken === null) return undefined;
      copy.headers.set('Authorization', `Bearer ${accessToken}`);
      return fetch(copy);
    },
  };
}

async function isExpired(response: Response): Promise<boolean> {
  const problem = (await response.clone().json()) as Partial<Problem>;
  return problem.code === 'token_expired';
}
