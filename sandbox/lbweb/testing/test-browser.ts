import { request } from 'node:http';

export interface PageSeen {
  readonly status: number;
  readonly body: string;
  /** Path and query that a redirect leads to. */
  readonly location: string | undefined;
  readonly cookies: readonly string[];
}

interface SendOptions {
  readonly form?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A visitor with a cookie jar who follows no redirect by himself. */
export class TestBrowser {
  /** Values as they came, by name. */
  readonly jar = new Map<string, string>();
  /** Sent as `X-Forwarded-For` when set. */
  address: string | undefined;
  patienceMs = 20_000;

  constructor(readonly base: string) {}

  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<PageSeen> {
    return this.send('GET', path, { headers });
  }

  post(
    path: string,
    form: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<PageSeen> {
    return this.send('POST', path, { form, headers });
  }

  /** The page at the end of a few redirects. */
  async follow(page: PageSeen): Promise<PageSeen> {
    let seen = page;
    for (let hops = 0; seen.location !== undefined && hops < 5; hops += 1)
      seen = await this.get(seen.location);
    return seen;
  }

  private async send(method: string, path: string, { form, headers }: SendOptions): Promise<PageSeen> {
    const body = form && new URLSearchParams(form).toString();
    const answer = await exchange(
      new URL(path, this.base),
      { method, body, patienceMs: this.patienceMs },
      {
        ...(this.jar.size > 0 ? { cookie: [...this.jar].map((pair) => pair.join('=')).join('; ') } : {}),
        ...(this.address === undefined ? {} : { 'x-forwarded-for': this.address }),
        ...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' }),
        ...headers,
      },
    );
    for (const cookie of answer.cookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      this.jar.set(name, value);
    }
    return answer;
  }
}

function exchange(
  url: URL,
  { method, body, patienceMs }: { method: string; body: string | undefined; patienceMs: number },
  headers: Readonly<Record<string, string>>,
): Promise<PageSeen> {
  return new Promise((resolve, reject) => {
    const call = request(url, { method, headers, agent: false, timeout: patienceMs });
    call.on('timeout', () => call.destroy(new Error('no answer in time')));
    call.on('error', reject);
    call.on('response', (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (piece: string) => (text += piece));
      answer.on('error', reject);
      answer.on('end', () => {
        const { location } = answer.headers;
        const target = location === undefined ? undefined : new URL(location, url);
        resolve({
          status: answer.statusCode ?? 0,
          body: text,
          location: target && `${target.pathname}${target.search}`,
          cookies: answer.headers['set-cookie'] ?? [],
        });
      });
    });
    call.end(body);
  });
}
