import { balanceIn } from './testing/reading';
import type { TestBrowser } from './testing/test-browser';
import { TestCabinet } from './testing/test-cabinet';

/** What can go wrong with a cabinet, and how tests make it so. */

const DASHBOARD = '/api.php?r=account/index';
const SIGN_IN = '/api.php?r=site/login';
const AJAX = { 'x-requested-with': 'XMLHttpRequest' };

let cabinet: TestCabinet;
let browser: TestBrowser;
beforeAll(async () => {
  cabinet = await TestCabinet.start();
});
beforeEach(async () => {
  browser = await cabinet.signedIn();
  browser.patienceMs = 400;
});
afterEach(() => cabinet.reset());
afterAll(() => cabinet.stop());

const play = (faults: object): Promise<unknown> => cabinet.control('faults', { 'account/index': faults });
const coreCalls = async (operation: string): Promise<number> =>
  (await cabinet.billing<Record<string, number>>('calls'))[operation] ?? 0;

describe('a session', () => {
  it('is bound to the address of the caller, unless told otherwise', async () => {
    browser.address = '192.0.2.7';
    await cabinet.settings({ bindAddress: false });
    expect((await browser.get(DASHBOARD)).status).toBe(200);
    await cabinet.settings({ bindAddress: true });
    expect((await browser.get(DASHBOARD)).location).toBe(SIGN_IN);
    browser.address = undefined;
    expect((await browser.get(DASHBOARD)).location).toBe(SIGN_IN);
  });

  it('ends when it was idle for too long', async () => {
    await cabinet.settings({ sessionSeconds: 60 });
    cabinet.advance(59_000);
    expect((await browser.get(DASHBOARD)).status).toBe(200);
    cabinet.advance(59_000);
    expect((await browser.get(DASHBOARD)).status).toBe(200);
    cabinet.advance(61_000);
    expect((await browser.get(DASHBOARD)).location).toBe(SIGN_IN);
  });

  it('ends on command', async () => {
    await cabinet.control('sessions/expire', {});
    expect((await browser.get(DASHBOARD)).location).toBe(SIGN_IN);
  });

  it('ends with the session of the core', async () => {
    await cabinet.billing('sessions/expire', {});
    expect((await browser.get(DASHBOARD)).location).toBe(SIGN_IN);
    const again = await browser.get('/api.php?r=account/vgroups&agrmid=1940', AJAX);
    expect(again.body).toBe('{"unauthorized":true}');
  });

  it('can change both cookies on every page, and the old one is dead', async () => {
    await cabinet.settings({ rotateCookies: true });
    const old = cabinet.browser();
    browser.jar.forEach((value, name) => old.jar.set(name, value));
    for (const _visit of [1, 2, 3]) expect((await browser.get(DASHBOARD)).status).toBe(200);
    expect([...browser.jar].filter(([name, value]) => old.jar.get(name) === value)).toEqual([]);
    expect((await old.get(DASHBOARD)).location).toBe(SIGN_IN);
  });
});

describe('a fault', () => {
  it('http502 is a page of the front end', async () => {
    await play({ http502: 1 });
    const answer = await browser.get(DASHBOARD);
    expect([answer.status, answer.body.includes('502 Bad Gateway')]).toEqual([502, true]);
    expect(await coreCalls('getClientAccount')).toBe(0);
  });

  it('http502AfterCommit comes after the work', async () => {
    await play({ http502AfterCommit: 1 });
    expect((await browser.get(DASHBOARD)).status).toBe(502);
    expect(await coreCalls('getClientAccount')).toBe(1);
  });

  it.each([
    ['timeoutBeforeCommit', 0],
    ['timeoutAfterCommit', 1],
  ])('%s never answers', async (fault, calls) => {
    await play({ [fault]: 1 });
    await expect(browser.get(DASHBOARD)).rejects.toThrow('no answer');
    expect(await coreCalls('getClientAccount')).toBe(calls);
  });

  it('slowMs answers later', async () => {
    browser.patienceMs = 20_000;
    await play({ slowMs: 200 });
    const begun = performance.now();
    expect((await browser.get(DASHBOARD)).status).toBe(200);
    expect(performance.now() - begun).toBeGreaterThan(190);
  });

  it('halfPage ends in the middle', async () => {
    await play({ halfPage: 1 });
    const { status, body } = await browser.get(DASHBOARD);
    expect(status).toBe(200);
    expect(body).toMatch(/^<!DOCTYPE html>/);
    expect(body).not.toContain('</html>');
  });

  it('changedPage is a page that no reader knows, for a subscriber', async () => {
    await cabinet.control('faults', { '*': { changedPage: 1 } });
    const { status, body } = await browser.get(DASHBOARD);
    expect([status, body.includes('r=site/logout')]).toEqual([200, true]);
    expect(() => balanceIn(body)).toThrow('page changed');
    const json = await browser.get('/api.php?r=account/vgroups&agrmid=1940', AJAX);
    expect(JSON.parse(json.body)).not.toHaveProperty('body');
    const guest = cabinet.browser();
    expect((await guest.get(DASHBOARD)).location).toBe(SIGN_IN);
    expect((await guest.get(SIGN_IN)).body).not.toMatch(/logout|LoginForm/);
  });

  it('expireSession makes a guest of the visitor', async () => {
    await play({ expireSession: 1 });
    expect((await browser.get(DASHBOARD)).location).toBe(SIGN_IN);
  });

  it('down finds the connection closed, and control answers', async () => {
    await cabinet.control('faults', { down: true });
    await expect(browser.get(DASHBOARD)).rejects.toThrow();
    expect(await cabinet.control('calls')).toMatchObject({ 'site/login': 2 });
  });

  it('repeats the story of a seed', async () => {
    browser.patienceMs = 20_000;
    const story = async (): Promise<number[]> => {
      await cabinet.control('faults', { 'site/login': { http502: 0.5 }, seed: 42 });
      const statuses: number[] = [];
      for (let turn = 0; turn < 20; turn += 1) statuses.push((await cabinet.browser().get(SIGN_IN)).status);
      return statuses;
    };
    const first = await story();
    expect(new Set(first)).toEqual(new Set([200, 502]));
    expect(await story()).toEqual(first);
  });

  it.each([{ 'account/indx': {} }, { 'account/index': { http502: 2 } }, { seed: 'x' }])(
    'is refused when it is %j',
    async (body) => {
      await expect(cabinet.control('faults', body)).rejects.toThrow('400');
    },
  );
});

describe.each([200, 500] as const)('with the core down and error pages of status %s', (status) => {
  it.each([{ down: true }, { getClientAccount: { truncateXml: 1 } }, { getClientAccount: { http502: 1 } }])(
    'a page has no balance: %j',
    async (faults) => {
      browser.patienceMs = 20_000;
      await cabinet.settings({ errorPageStatus: status });
      await cabinet.billing('faults', faults);
      const answer = await browser.get(DASHBOARD);
      expect(answer.status).toBe(status);
      expect(answer.body).toContain('Сервис временно недоступен');
      expect(() => balanceIn(answer.body)).toThrow('page changed');
    },
  );
});

describe('control', () => {
  it('counts visits by route, in both forms', async () => {
    await cabinet.control('reset', {});
    await browser.get('/lbweb-client/payment/index');
    await browser.get('/api.php?r=payment/index');
    await browser.get('/api.php?r=no/such');
    expect(await cabinet.control('calls')).toEqual({ 'payment/index': 2 });
  });

  it('keeps what a change of settings does not name, and resets all', async () => {
    await cabinet.settings({ theme: 'panel', sums: { decimal: 'dot' } });
    await cabinet.settings({ sums: { currency: '₽' } });
    const changed = { theme: 'panel', sums: { decimal: 'dot', currency: '₽', thousands: 'nbsp' } };
    expect(await cabinet.control('settings')).toMatchObject(changed);
    await cabinet.control('reset', {});
    expect(await cabinet.control('settings')).toMatchObject({ theme: 'home', sums: { decimal: 'comma' } });
    expect((await browser.get(DASHBOARD)).status).toBe(200);
  });

  it.each([{ theme: 'other' }, { sums: { decimal: '.' } }, { unknown: 1 }, { errorPageStatus: 404 }])(
    'refuses the settings %j',
    async (body) => {
      await expect(cabinet.control('settings', body)).rejects.toThrow('400');
    },
  );
});

describe('outside of the cabinet', () => {
  it.each(['/favicon.ico', '/api.php?r=no/such', '/lbweb-client/no/such'])(
    '%s is not found',
    async (path) => {
      expect((await browser.get(path)).status).toBe(404);
    },
  );
});
