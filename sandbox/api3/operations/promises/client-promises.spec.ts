import { PromiseDesk } from '../../testing/promise-desk';
import { text, texts } from '../../testing/soap-probe';

describe('promised payments that subscribers take', () => {
  let desk: PromiseDesk;
  let client: string;

  beforeEach(async () => {
    desk = await PromiseDesk.open();
    client = await desk.probe.signInAs('001940');
  });
  afterEach(() => desk.close());

  const take = (agrmid: number) =>
    desk.probe.call('ClientPromisePayment', `<agrm>${agrmid}</agrm><summ>300.00</summ>`, client);
  const terms = (agrmid: number) => desk.probe.call('getClientPPSettings', `<agrm>${agrmid}</agrm>`, client);

  it('last as long as the group gives', async () => {
    expect(text(await terms(1940), 'promisetill')).toBe('5');
    expect(text(await take(1940), 'ret')).toBe('1');
    expect((await desk.stored(1940)).at(-1)).toMatchObject({ dueOn: '2026-11-29', modperson: -2 });
    expect(text(await terms(1940), 'detail')).toBe('Promise payments already assigned');
    expect(text(await take(1940), 'detail')).toBe('Promise payments already assigned');
    expect(text(await terms(1941), 'promiseavailable')).toBe('1');
  });

  it('are listed for him alone', async () => {
    await desk.promise(1950);
    await take(1941);
    const own = await desk.probe.call('getClientPromisePayments', '', client);
    expect(texts(own, 'agrmid')).toEqual(['1941', '1940']);
    const one = await desk.probe.call('getClientPromisePayments', '<flt><agrmid>1941</agrmid></flt>', client);
    expect(texts(one, 'payid')).toEqual(['0']);
  });

  it('are not for a foreign agreement', async () => {
    const denied = 'Access denied to agreement 1950 which access level 0';
    expect(text(await take(1950), 'detail')).toBe(denied);
    expect(text(await terms(1950), 'detail')).toBe(denied);
    const foreign = '<flt><agrmid>1950</agrmid></flt>';
    expect(text(await desk.probe.call('getClientPromisePayments', foreign, client), 'detail')).toBe(denied);
    expect(await desk.stored(1950)).toEqual([]);
  });
});
