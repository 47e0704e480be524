import type { FastifyInstance } from 'fastify';
import { createServer as createApi3 } from '../../api3/server';
import type { UrlForm } from '../addresses/links';
import type { SettingsChange } from '../settings/cabinet-settings';
import { createServer } from '../server';
import { TestBrowser, type PageSeen } from './test-browser';
import { formIn } from './reading';

const LOCAL = { host: '127.0.0.1', port: 0 };

/** The cabinet over a LANBilling stand-in, both on free ports of this process. */
export class TestCabinet {
  private constructor(
    private readonly api3: FastifyInstance,
    private readonly lbweb: FastifyInstance,
    readonly api3Url: string,
    readonly url: string,
    private readonly clock: { ahead: number },
  ) {}

  static async start(): Promise<TestCabinet> {
    const api3 = createApi3({ managerLogin: 'tbank', managerPassword: 'demo' });
    const api3Url = await api3.listen(LOCAL);
    const clock = { ahead: 0 };
    const core = { url: `${api3Url}/`, timeoutMs: 2000 };
    const lbweb = createServer({ ...LOCAL, core, now: () => Date.now() + clock.ahead });
    return new TestCabinet(api3, lbweb, api3Url, await lbweb.listen(LOCAL), clock);
  }

  async stop(): Promise<void> {
    await this.lbweb.close();
    await this.api3.close();
  }

  /** Defaults on both sides. */
  async reset(): Promise<void> {
    await this.control('reset', {});
    await this.billing('reset', {});
    this.clock.ahead = 0;
  }

  advance(ms: number): void {
    this.clock.ahead += ms;
  }

  control<Answer>(path: string, body?: unknown): Promise<Answer> {
    return control(this.url, path, body);
  }

  /** Control of the LANBilling stand-in beneath. */
  billing<Answer>(path: string, body?: unknown): Promise<Answer> {
    return control(this.api3Url, path, body);
  }

  settings(change: SettingsChange): Promise<unknown> {
    return this.control('settings', change);
  }

  browser(): TestBrowser {
    return new TestBrowser(this.url);
  }

  /** A browser that has just been sent to the dashboard. */
  async signedIn(login = '001940', form: UrlForm = 'query'): Promise<TestBrowser> {
    const browser = this.browser();
    const answer = await signIn(browser, login, 'demo', signInPath(form));
    if (answer.status !== 302) throw new Error(`no sign-in: ${answer.status} ${answer.body}`);
    return browser;
  }
}

export function signInPath(form: UrlForm): string {
  return form === 'query' ? '/api.php?r=site/login' : '/lbweb-client/site/login';
}

/** What a person does on the sign-in page: loads it, fills the form in, sends all of it. */
export async function signIn(
  browser: TestBrowser,
  login: string,
  password: string,
  path = signInPath('query'),
): Promise<PageSeen> {
  const page = await browser.get(path);
  const form = formIn(page.body, /LoginForm\[login\]/);
  return browser.post(form.action, {
    ...form.fields,
    'LoginForm[login]': login,
    'LoginForm[password]': password,
  });
}

async function control<Answer>(base: string, path: string, body: unknown): Promise<Answer> {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const response = await fetch(`${base}/_control/${path}`, init);
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Answer;
}
