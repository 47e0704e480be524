import type { FastifyInstance } from 'fastify';
import { createServer, type Api3Options } from '../server';
import type { PaymentView } from '../control/views';

const MANAGER = { managerLogin: 'tbank', managerPassword: 'demo' };

export interface ProbeAnswer {
  readonly status: number;
  readonly body: string;
  readonly cookies: string[];
}

export interface PostingFields {
  readonly receipt: string;
  readonly amount?: string;
  readonly id?: number;
  readonly str?: string;
  /** Elements of `val` between `amount` and `receipt`, already as XML. */
  readonly paydate?: string;
}

/** A stand-in on a free port and a hand that writes its SOAP by hand, for the tests of the stand-in itself. */
export class SoapProbe {
  private constructor(
    private readonly app: FastifyInstance,
    readonly url: string,
  ) {}

  static async start(options: Partial<Api3Options> = {}): Promise<SoapProbe> {
    const app = createServer({ ...MANAGER, ...options });
    return new SoapProbe(app, await app.listen({ host: '127.0.0.1', port: 0 }));
  }

  stop(): Promise<void> {
    return this.app.close();
  }

  async send(body: string | undefined, init: RequestInit = {}, path = '/'): Promise<ProbeAnswer> {
    const headers = { 'content-type': 'text/xml; charset=utf-8' };
    const response = await fetch(`${this.url}${path}`, { method: 'POST', headers, body, ...init });
    return { status: response.status, body: await response.text(), cookies: response.headers.getSetCookie() };
  }

  call(operation: string, inner: string, cookie = '', timeoutMs = 5000): Promise<ProbeAnswer> {
    return this.send(envelope(`<a:${operation} xmlns:a="urn:api3">${inner}</a:${operation}>`), {
      headers: { 'content-type': 'text/xml', ...(cookie === '' ? {} : { cookie }) },
      signal: AbortSignal.timeout(timeoutMs),
    });
  }

  async signIn(): Promise<string> {
    return liveCookie(await this.call('Login', '<login>tbank</login><pass>demo</pass>'));
  }

  /** A subscriber's session; `''` when the sign-in is refused. */
  async signInAs(login: string, password = 'demo'): Promise<string> {
    const answer = await this.call('ClientLogin', `<login>${login}</login><pass>${password}</pass>`);
    return answer.status === 200 ? liveCookie(answer) : '';
  }

  post(cookie: string, posting: PostingFields, timeoutMs?: number): Promise<ProbeAnswer> {
    const { receipt, amount = '500.00', id = 11, str = '1940', paydate } = posting;
    const date = paydate === undefined ? '' : `<paydate>${paydate}</paydate>`;
    const val = `<agrmid>0</agrmid><amount>${amount}</amount>${date}<receipt>${receipt}</receipt>`;
    const inner = `<id>${id}</id><str>${str}</str><val>${val}</val><notexists>1</notexists>`;
    return this.call('ExternPayment', inner, cookie, timeoutMs);
  }

  cancel(cookie: string, receipt: string): Promise<ProbeAnswer> {
    return this.call('ExternCancelPayment', `<receipt>${receipt}</receipt><notexists>1</notexists>`, cookie);
  }

  /** A control call; with a body it is a POST. */
  async control<Answer>(path: string, body?: unknown): Promise<Answer> {
    const response = await this.controlResponse(path, body);
    return (await response.json()) as Answer;
  }

  controlResponse(path: string, body?: unknown): Promise<Response> {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    return fetch(`${this.url}/_control/${path}`, init);
  }

  payments(receipt?: string): Promise<PaymentView[]> {
    return this.control(receipt === undefined ? 'payments' : `payments?receipt=${receipt}`);
  }

  async balance(agrmid = 1940): Promise<number | undefined> {
    const [agreement] = await this.control<{ balanceKopecks: number }[]>(`agreements?agrmid=${agrmid}`);
    return agreement?.balanceKopecks;
  }
}

export function envelope(operation: string): string {
  return `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>${operation}</e:Body></e:Envelope>`;
}

/** The `name=value` of the session cookie with a positive Max-Age. */
export function liveCookie(answer: ProbeAnswer): string {
  const live = answer.cookies.find((cookie) => /Max-Age=[1-9]/.test(cookie));
  return live?.split(';')[0] ?? '';
}

/** The text of every element of that name, in document order; `''` for an empty one. */
export function texts({ body }: ProbeAnswer, name: string): string[] {
  return [...body.matchAll(new RegExp(`<${name}(?:/>|>([^<]*)</${name}>)`, 'g'))].map(
    (match) => match[1] ?? '',
  );
}

export const text = (answer: ProbeAnswer, name: string): string | undefined => texts(answer, name)[0];
