import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { UpstreamError } from '../../shared/upstream-errors';
import { CannedCabinet, page, redirection, type CannedPage } from './canned-cabinet.contract';
import type { LbwebCabinetOptions } from './lbweb-cabinet';

const HOME = page(`<div class="agreement__info"><select><option selected>001</option></select></div>
<span class="balance-home">5,00 руб</span><a class="show-vgroups" id="1940-show-vgroups"></a>
<div class="email-person">a@b.ru</div>`);
const HTML = HOME.body as string;

describe('a visit to the cabinet', () => {
  let cabinet: CannedCabinet;
  beforeEach(async () => {
    cabinet = await new CannedCabinet().start();
    cabinet.on('GET account/index', HOME);
  });
  afterEach(() => cabinet.stop());

  const look = (changed: Partial<LbwebCabinetOptions> = {}) =>
    cabinet.adapter(changed).getAccount(cabinet.subscriber());

  it.each<[string, CannedPage, string, string | undefined]>([
    ['a 502', { status: 502, body: HTML }, 'bad_http_status', 'HTTP 502'],
    ['a 404', { status: 404, body: HTML }, 'bad_http_status', 'HTTP 404'],
    ['a 204', { status: 204 }, 'bad_http_status', 'HTTP 204'],
    ['a connection that is lost', { hangUp: true }, 'connection_lost', expect.any(String)],
    ['silence', { silent: true }, 'timeout', undefined],
    ['an empty page', { body: '' }, 'malformed_answer', 'half a page'],
    ['half a page', { body: HTML.slice(0, -14) }, 'malformed_answer', 'half a page'],
    ['a page that goes on behind its end', { body: `${HTML}<b>x</b>` }, 'malformed_answer', 'half a page'],
    [
      'the end of a page within a comment',
      { body: HTML.replace('</html>', '<!-- </html> -->') },
      'malformed_answer',
      'half a page',
    ],
    [
      'another character set',
      { body: Buffer.from(HTML.replace('a@b.ru', '\u00cf'), 'latin1') },
      'malformed_answer',
      'no UTF-8',
    ],
    [
      'a page without an end to its depth',
      { body: HTML.replace('<body>', `<body>${'<div>'.repeat(50_000)}`) },
      'malformed_answer',
      'nested too deep',
    ],
    [
      'a page nested beyond all reason',
      { body: HTML.replace('<body>', `<body>${'<div>'.repeat(500)}${'</div>'.repeat(500)}`) },
      'malformed_answer',
      'nested too deep',
    ],
    [
      'an error page of status 200',
      page('<h1>Error 500</h1>'),
      'upstream_changed',
      expect.stringMatching(/^no balance /),
    ],
    [
      'a redirection to another host',
      redirection('https://evil.example/api.php?r=account/index'),
      'foreign_address',
      'HTTP 302',
    ],
    ['a redirection to another scheme', redirection('https://127.0.0.1/'), 'foreign_address', 'HTTP 302'],
    ['a redirection to nowhere', { status: 302 }, 'bad_http_status', 'HTTP 302'],
    ['a redirection in a circle', redirection('/api.php?r=account/index'), 'redirect_loop', undefined],
  ])('is Unavailable for %s', async (_what, answer, code, upstreamCode) => {
    cabinet.on('GET account/index', answer);
    const error: unknown = await look({ timeoutMs: 300 }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code, upstreamCode, operation: 'account/index' });
    expect((error as Error).name).toMatch(/^(?:Unavailable|UpstreamChanged)$/);
  });

  it('is Unavailable where nobody listens', async () => {
    const baseUrl = 'http://127.0.0.1:1/';
    await expect(look({ baseUrl })).rejects.toMatchObject({ name: 'Unavailable', code: 'connection_failed' });
    const adapter = cabinet.adapter({ baseUrl });
    await expect(adapter.checkHealth()).rejects.toMatchObject({ code: 'connection_failed' });
  });

  it('reads no more than it is allowed to, also of what was packed', async () => {
    cabinet.on('GET account/index', { body: `<!-- ${'x'.repeat(300_000)} -->${HTML}` });
    await expect(look({ maxAnswerBytes: 100_000 })).rejects.toMatchObject({ code: 'answer_too_large' });
    const bomb = gzipSync(Buffer.alloc(30_000_000));
    cabinet.on('GET account/index', { body: bomb, headers: { 'content-encoding': 'gzip' } });
    await expect(look()).rejects.toMatchObject({ name: 'Unavailable', code: 'answer_too_large' });
    cabinet.on('GET account/index', { body: gzipSync(HTML), headers: { 'content-encoding': 'gzip' } });
    expect(await look()).toMatchObject({ email: 'a@b.ru' });
  });

  it('waits no longer than the time-out for a page that trickles', async () => {
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/html' });
      const drip = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(drip));
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const baseUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
    const started = Date.now();
    await expect(look({ baseUrl, timeoutMs: 200 })).rejects.toMatchObject({ code: 'timeout' });
    expect(Date.now() - started).toBeLessThan(1_500);
    server.closeAllConnections();
    server.close();
  });

  it('follows redirections within the cabinet, with comments and blanks behind the page', async () => {
    cabinet
      .on('GET account/index', redirection('?r=account/home'))
      .on('GET account/home', { body: `\uFEFF${HTML} <!-- 0.05 s -->\n<!-- </body> -->` });
    expect(await look()).toMatchObject({ email: 'a@b.ru' });
    expect(cabinet.requests[1]?.headers).toMatchObject({
      referer: `${cabinet.url}api.php?r=account/index`,
      cookie: 'LBSESSID=abc',
      'accept-language': expect.stringContaining('ru'),
    });
    expect(cabinet.requests[1]?.headers.origin).toBeUndefined();
  });

  it.each<[string, CannedPage]>([
    ['a redirection to the sign-in page', redirection('/api.php?r=site/login')],
    ['one in escapes', redirection('/api.php?r=site%2Flogin&back=1')],
    ['one that only passes', redirection('/api.php?r=site/other')],
    [
      'the sign-in page itself',
      page('<form><input name="LoginForm[login]"><input name="LoginForm[password]"></form>'),
    ],
  ])('is session_ended for %s', async (_what, answer) => {
    cabinet.on('GET account/index', answer).on('GET site/other', redirection('/site/login'));
    await expect(look()).rejects.toMatchObject({ name: 'Rejected', code: 'session_ended' });
  });

  it('needs a session of ours with one of the cabinet in it, and of nobody else', async () => {
    const adapter = cabinet.adapter();
    const kept = cabinet.subscriber();
    await expect(adapter.getAccount({ uid: '940', sessionId: null })).rejects.toMatchObject({
      name: 'Rejected',
      code: 'not_supported',
    });
    for (const stranger of [
      { uid: '940', sessionId: 'none' },
      { uid: '950', sessionId: kept.sessionId },
    ]) {
      await expect(adapter.getAccount(stranger)).rejects.toMatchObject({ code: 'session_ended' });
    }
    for (const odd of ['', '{', '{"version":2}', 'null']) {
      cabinet.sessions.kept.set('odd', odd);
      await expect(adapter.getAccount({ uid: '940', sessionId: 'odd' })).rejects.toMatchObject({
        code: 'session_ended',
      });
    }
    expect(cabinet.requests).toEqual([]);
  });

  it('keeps the cookies that changed, also when it failed, and does not write for nothing', async () => {
    const adapter = cabinet.adapter();
    const maria = cabinet.subscriber();
    await adapter.getAccount(maria);
    expect(cabinet.sessions.saved).toEqual([]);
    cabinet.on('GET account/index', {
      ...HOME,
      headers: { 'set-cookie': ['LBSESSID=second; path=/; HttpOnly'] },
    });
    await adapter.getAccount(maria);
    cabinet.on('GET account/index', {
      status: 502,
      headers: { 'set-cookie': ['LBSESSID=third; path=/; HttpOnly'] },
    });
    await adapter.getAccount(maria).catch(() => undefined);
    expect(cabinet.requests.map(({ headers }) => headers.cookie)).toEqual([
      'LBSESSID=abc',
      'LBSESSID=abc',
      'LBSESSID=second',
    ]);
    expect(cabinet.sessions.kept.get('s1')).toContain('third');
    expect(cabinet.sessions.saved).toHaveLength(2);
  });

  it('stands as it went when its cookies cannot be kept', async () => {
    cabinet.on('GET account/index', { ...HOME, headers: { 'set-cookie': ['LBSESSID=second; path=/'] } });
    cabinet.sessions.save = () => Promise.reject(new Error('no database'));
    expect(await look()).toMatchObject({ uid: '940' });
  });

  it('uses no link of another cabinet, though it is kept', async () => {
    const adapter = cabinet.adapter();
    const maria = cabinet.subscriber({
      links: { 'site/logout': 'https://old.example/api.php?r=site/logout' },
    });
    cabinet.on('GET site/logout', redirection('/api.php?r=site/login'));
    await adapter.signOut(maria);
    expect(cabinet.seen('GET site/logout')).toHaveLength(1);
  });

  it('is one at a time for a subscriber, while others go on', async () => {
    let inside = 0;
    let most = 0;
    let together = 0;
    cabinet.on('GET account/index', async ({ headers }) => {
      together += 1;
      const isMaria = headers.cookie?.includes('abc') ?? false;
      if (isMaria) inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setTimeout(resolve, 30));
      if (isMaria) inside -= 1;
      return HOME;
    });
    const adapter = cabinet.adapter();
    const maria = cabinet.subscriber();
    const oleg = cabinet.subscriber({ cookies: [] }, 's2');
    const visits = [maria, maria, oleg, maria].map((one) => adapter.getAccount(one));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(together).toBe(2);
    await Promise.all(visits);
    expect(most).toBe(1);
  });

  it('says nothing personal in its errors', async () => {
    cabinet.on('GET account/index', page('<h1>Иванова 001940 a@b.ru</h1>'));
    const error: unknown = await look().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UpstreamError);
    expect(JSON.stringify(error) + String((error as Error).stack)).not.toMatch(
      /Иванова|001940|a@b|LBSESSID|abc/,
    );
  });

  it('proves the health of the cabinet by its sign-in page', async () => {
    const form = '<form><input name="LoginForm[login]"><input name="LoginForm[password]"></form>';
    cabinet.on('GET site/login', page(form));
    await cabinet.adapter().checkHealth();
    cabinet.on('GET site/login', page('Ошибка'));
    await expect(cabinet.adapter().checkHealth()).rejects.toMatchObject({ name: 'UpstreamChanged' });
  });
});
