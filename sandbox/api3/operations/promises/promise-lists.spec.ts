import { PromiseDesk } from '../../testing/promise-desk';
import { text, texts } from '../../testing/soap-probe';

describe('lists of promised payments', () => {
  let desk: PromiseDesk;

  beforeEach(async () => {
    desk = await PromiseDesk.open();
  });
  afterEach(() => desk.close());

  const listed = (filter: string) => desk.call('getPromisePayments', `<flt>${filter}</flt>`);

  it.each([
    ['<agrmid>1940</agrmid>', ['803', '801']],
    ['<agrmid>1940</agrmid><payed>3</payed>', ['803']],
    ['<agrmid>1940</agrmid><payed>2</payed>', ['801']],
    ['<payed>1</payed>', ['802']],
    ['<userid>990</userid>', ['802']],
    ['<pgnum>2</pgnum><pgsize>2</pgsize>', ['801']],
    ['<dtfrom>2026-11-24</dtfrom><dtto>2026-11-25</dtto>', ['803']],
    ['<dtto>2026-11-24</dtto>', ['802', '801']],
    ['<agrmid>1950</agrmid>', []],
  ])('hold what %s asks for, newest first', async (filter, found) => {
    await desk.promise(1940);
    expect(texts(await listed(filter), 'recordid')).toEqual(found);
    const counted = await desk.call('Count', `<flt>${filter}</flt><procname>getPromisePayments</procname>`);
    const isPaged = filter.includes('pgsize');
    expect(text(counted, 'ret')).toBe(String(isPaged ? 3 : found.length));
  });

  it('tell sum, state, days and who gave it', async () => {
    await desk.promise(1940, { summ: '300.50' });
    const answer = await listed('<agrmid>1940</agrmid>');
    expect(texts(answer, 'amount')).toEqual(['300.5', '300']);
    expect(texts(answer, 'payid')).toEqual(['0', expect.stringMatching(/^30\d\d$/)]);
    expect(texts(answer, 'status')).toEqual(['3', '-1']);
    expect(texts(answer, 'promdate')[0]).toBe('2026-11-24 12:00:00');
    expect(texts(answer, 'promtill')[0]).toBe('2026-11-29 00:00:00');
    expect(texts(answer, 'agrmnum')).toEqual(['001', '001']);
    expect(texts(answer, 'modfio')).toEqual(['Т-Банк', '']);
  });
});
