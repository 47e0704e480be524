import { SoapProbe, text } from '../testing/soap-probe';

/** Each switch alone, at probability 1: what the caller hears and what was done all the same. */
describe('faults', () => {
  let probe: SoapProbe;
  let cookie: string;

  beforeEach(async () => {
    probe = await SoapProbe.start();
    cookie = await probe.signIn();
  });
  afterEach(() => probe.stop());

  const play = (faults: object) => probe.control('faults', { ExternPayment: faults });
  const posted = async (): Promise<number> => (await probe.payments('A-1')).length;

  it('timeoutAfterCommit: done and never answered', async () => {
    await play({ timeoutAfterCommit: 1 });
    await expect(probe.post(cookie, { receipt: 'A-1' }, 300)).rejects.toThrow();
    expect(await posted()).toBe(1);
  });

  it('timeoutBeforeCommit: nothing done and never answered', async () => {
    await play({ timeoutBeforeCommit: 1 });
    await expect(probe.post(cookie, { receipt: 'A-1' }, 300)).rejects.toThrow();
    expect(await posted()).toBe(0);
  });

  it('lateCommitMs: the caller gives up, the commit comes later', async () => {
    await play({ lateCommitMs: 400 });
    await expect(probe.post(cookie, { receipt: 'A-1' }, 150)).rejects.toThrow();
    expect(await posted()).toBe(0);
    await new Promise((resolve) => setTimeout(resolve, 450));
    expect(await posted()).toBe(1);
  });

  it('http502: an empty answer and nothing done', async () => {
    await play({ http502: 1 });
    expect(await probe.post(cookie, { receipt: 'A-1' })).toMatchObject({ status: 502, body: '' });
    expect(await posted()).toBe(0);
  });

  it('http502AfterCommit: an empty answer and all done', async () => {
    await play({ http502AfterCommit: 1 });
    expect(await probe.post(cookie, { receipt: 'A-1' })).toMatchObject({ status: 502, body: '' });
    expect(await posted()).toBe(1);
  });

  it('truncateXml: done, and the answer ends in the middle', async () => {
    await play({ truncateXml: 1 });
    const answer = await probe.post(cookie, { receipt: 'A-1' });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatch(/^<\?xml/);
    expect(answer.body).not.toContain('</SOAP-ENV:Envelope>');
    expect(await posted()).toBe(1);
  });

  it('fault: the given text instead of the work', async () => {
    await play({ fault: { p: 1, detail: 'Access denied to agreement 1940' } });
    expect(text(await probe.post(cookie, { receipt: 'A-1' }), 'detail')).toBe(
      'Access denied to agreement 1940',
    );
    expect(await posted()).toBe(0);
  });

  it('slowMs: all as usual, later', async () => {
    await play({ slowMs: 200 });
    const begun = performance.now();
    expect((await probe.post(cookie, { receipt: 'A-1' })).status).toBe(200);
    expect(performance.now() - begun).toBeGreaterThan(190);
  });

  it('expireSession: the session of the call is gone before the work', async () => {
    await play({ expireSession: 1 });
    expect(text(await probe.post(cookie, { receipt: 'A-1' }), 'faultstring')).toBe('error_auth');
    await play({});
    expect(text(await probe.post(cookie, { receipt: 'A-1' }), 'faultstring')).toBe('error_auth');
    expect(await posted()).toBe(0);
  });

  it('racyReceiptCheck: two parallel calls both insert', async () => {
    await probe.control('faults', { racyReceiptCheck: true });
    const twice = await Promise.all([1, 2].map(() => probe.post(cookie, { receipt: 'A-1' })));
    expect(twice.map((answer) => answer.status)).toEqual([200, 200]);
    expect(await posted()).toBe(2);
    expect(await probe.balance()).toBe(-66_67 + 1000_00);
  });

  it('down: every SOAP call finds a closed connection, control answers', async () => {
    await probe.control('faults', { down: true });
    await expect(probe.call('getVersion', '')).rejects.toThrow();
    expect(await probe.control('calls')).toEqual({ Login: 1 });
    await probe.control('faults', { down: false });
    expect((await probe.call('getVersion', '')).status).toBe(200);
  });

  it('"*" is for every operation, a word for the operation itself goes before it', async () => {
    await probe.control('faults', { '*': { http502: 1 }, ExternPayment: { http502: 0 } });
    expect((await probe.call('getVersion', '')).status).toBe(502);
    expect((await probe.post(cookie, { receipt: 'A-1' })).status).toBe(200);
  });

  it('keeps what is not named, drops all with an empty object and with a reset', async () => {
    await probe.control('faults', { getVersion: { http502: 1 } });
    await play({ http502: 1 });
    expect((await probe.call('getVersion', '')).status).toBe(502);
    await probe.control('faults', {});
    expect((await probe.call('getVersion', '')).status).toBe(200);
    await probe.control('faults', { getVersion: { http502: 1 } });
    await probe.control('reset', {});
    expect((await probe.call('getVersion', '')).status).toBe(200);
  });

  it('repeats the story of a seed', async () => {
    const story = async (): Promise<number[]> => {
      await probe.control('faults', { getVersion: { http502: 0.5 }, seed: 42 });
      const statuses: number[] = [];
      for (let turn = 0; turn < 20; turn++) statuses.push((await probe.call('getVersion', '')).status);
      return statuses;
    };
    const first = await story();
    expect(new Set(first)).toEqual(new Set([200, 502]));
    expect(await story()).toEqual(first);
  });

  it.each([
    { ExternPaymnet: {} },
    { ExternPayment: { timeoutAfterComit: 1 } },
    { ExternPayment: { http502: 2 } },
    { ExternPayment: { slowMs: -1 } },
    { ExternPayment: { fault: 0.5 } },
    { racyReceiptCheck: 1 },
    { seed: 'x' },
  ])('refuses %j', async (body) => {
    const response = await probe.controlResponse('faults', body);
    expect(response.status).toBe(400);
    expect(((await response.json()) as { error: string }).error).not.toBe('');
  });
});
