import { PromiseDesk } from '../../testing/promise-desk';
import { text } from '../../testing/soap-probe';

describe('promised payments for the asking', () => {
  let desk: PromiseDesk;

  beforeEach(async () => {
    desk = await PromiseDesk.open();
  });
  afterEach(() => desk.close());

  it('are offered on the terms of the group', async () => {
    const answer = await desk.settings(1950);
    expect(answer.status).toBe(200);
    const named = ['rent', 'till', 'min', 'max', 'limit', 'ondays', 'blockdays', 'available'];
    expect(named.map((name) => text(answer, `promise${name}`))).toEqual([
      '0',
      '5',
      '100',
      '500',
      '1000',
      '30',
      '90',
      '1',
    ]);
  });

  it.each([
    [960, 1960, 'No promise payments settings available for uid 960'],
    [980, 1980, 'Promise payment is not available, agreement lifetime is less than 30 days'],
    [990, 1990, 'Promise payment is not available, last payment is overdue'],
    [0, 9999, 'Agreement not found. agrm_id = 9999'],
  ])(
    'of account %d and agreement %d are refused, and so are their terms',
    async (_account, agrmid, detail) => {
      expect(text(await desk.settings(agrmid), 'detail')).toBe(detail);
      expect(text(await desk.promise(agrmid), 'detail')).toBe(detail);
      expect(await desk.stored()).toHaveLength(2);
    },
  );

  it('refuse a young agreement with a template', async () => {
    expect(text(await desk.settings(1980), 'faultstring')).toBe(
      'Promise payment is not available, agreement lifetime is less than $1 days',
    );
  });

  it('are there for an agreement that is old enough, to the day', async () => {
    await desk.wait(26);
    expect(text(await desk.settings(1980), 'detail')).toContain('lifetime');
    await desk.wait(1);
    expect(text(await desk.settings(1980), 'promiseavailable')).toBe('1');
  });

  it('are not given to a closed agreement', async () => {
    await desk.probe.control('agreements/1950', { closedon: '2026-11-20' });
    expect(text(await desk.settings(1950), 'detail')).toContain('removed or terminated');
    expect(text(await desk.promise(1950), 'detail')).toContain('removed or terminated');
  });

  it.each([
    [-999_99, '1'],
    [-1000_00, '0'],
    [-1500_00, '0'],
    [5000_00, '1'],
  ])('with a balance of %d kopecks are available: %s', async (balanceKopecks, available) => {
    await desk.probe.control('agreements/1950', { balanceKopecks });
    expect(text(await desk.settings(1950), 'promiseavailable')).toBe(available);
    const taken = await desk.promise(1950);
    expect(taken.status).toBe(available === '1' ? 200 : 500);
    expect(await desk.stored(1950)).toHaveLength(Number(available));
  });

  it('are not available for the demo subscriber in deep debt', async () => {
    expect(text(await desk.settings(3000), 'promiseavailable')).toBe('0');
    expect(text(await desk.promise(3000), 'detail')).toContain('debt is too large');
  });

  it.each([
    ['99.99', false],
    ['100.00', true],
    ['500.00', true],
    ['500.01', false],
    ['0.00', false],
    ['-200.00', false],
  ])('of %s roubles are taken: %s', async (summ, isTaken) => {
    expect((await desk.promise(1950, { summ })).status).toBe(isTaken ? 200 : 500);
    expect(await desk.probe.control('rejected')).toEqual([]);
  });

  it.each([
    ['2026-11-23', false],
    ['2026-11-24', true],
    ['2026-11-29', true],
    ['2026-11-29 23:59:59', true],
    ['20261129000000', true],
    ['2026-11-30', false],
  ])('until %s are taken: %s', async (promtill, isTaken) => {
    expect((await desk.promise(1950, { promtill })).status).toBe(isTaken ? 200 : 500);
  });

  it('raise the credit and leave balance and payments alone', async () => {
    expect(text(await desk.promise(1950), 'ret')).toBe('1');
    expect(await desk.credits(1950)).toEqual(['300', '300']);
    expect(await desk.probe.balance(1950)).toBe(-486_09);
    expect(await desk.probe.payments()).toEqual([]);
    expect(await desk.stored(1950)).toEqual([
      {
        recordid: 803,
        agrmid: 1950,
        amountKopecks: 300_00,
        amount: '300.00',
        debtKopecks: 300_00,
        payid: 0,
        promdate: '2026-11-24 12:00:00',
        dueOn: '2026-11-29',
        modperson: 42,
      },
    ]);
  });

  it('add to the credit that an agreement has of its own', async () => {
    expect(await desk.credits(1980)).toEqual(['50', '0']);
    await desk.wait(30);
    await desk.promise(1980, { summ: '100.00', promtill: '2026-12-25' });
    expect(await desk.credits(1980)).toEqual(['150', '100']);
  });

  it('are given one at a time', async () => {
    await desk.promise(1950);
    for (const answer of [await desk.promise(1950), await desk.settings(1950)]) {
      expect(text(answer, 'detail')).toBe('Promise payments already assigned');
    }
    expect(await desk.stored(1950)).toHaveLength(1);
  });

  it('are doubled when nothing stands in the way of it', async () => {
    await desk.probe.control('faults', { racyPromise: true });
    const twice = await Promise.all([desk.promise(1950), desk.promise(1950)]);
    expect(twice.map(({ status }) => status)).toEqual([200, 200]);
    expect(await desk.stored(1950)).toHaveLength(2);
    expect(await desk.credits(1950)).toEqual(['600', '600']);
    expect(text(await desk.settings(1950), 'detail')).toBe('Promise payments already assigned');
    await desk.post('A-1', '450.00');
    expect((await desk.stored(1950)).map(({ payid, debtKopecks }) => [payid, debtKopecks])).toEqual([
      [5001, 0],
      [0, 150_00],
    ]);
  });

  it('are played with the faults of every operation', async () => {
    await desk.probe.control('faults', { PromisePayment: { timeoutAfterCommit: 1 } });
    await expect(desk.promise(1950, { timeoutMs: 1000 })).rejects.toThrow();
    expect(await desk.stored(1950)).toHaveLength(1);
    await desk.probe.control('faults', { PromisePayment: { http502: 1 } });
    expect((await desk.promise(1940)).status).toBe(502);
    await desk.probe.control('faults', { PromisePayment: { fault: { p: 1, detail: 'No rights' } } });
    expect(text(await desk.promise(1940), 'detail')).toBe('No rights');
    await desk.probe.control('faults', { PromisePayment: { lateCommitMs: 20 } });
    await expect(desk.promise(1940, { timeoutMs: 1000 })).rejects.toThrow();
    expect((await desk.stored(1940)).map(({ payid }) => payid).at(-1)).toBe(0);
    await desk.probe.control('faults', { PromisePayment: { truncateXml: 1 } });
    expect((await desk.promise(1941)).body).not.toContain('</SOAP-ENV:Envelope>');
    await desk.probe.control('faults', { PromisePayment: { expireSession: 1 } });
    expect(text(await desk.promise(1941), 'faultstring')).toBe('error_auth');
    expect(await desk.probe.control('calls')).toMatchObject({ PromisePayment: 6 });
  });

  it('are forgotten by a reset, but for the demo’s', async () => {
    await desk.promise(1950);
    await desk.probe.control('reset', {});
    expect((await desk.stored()).map(({ recordid }) => recordid)).toEqual([801, 802]);
    expect(await desk.credits(1950)).toEqual(['0', '0']);
  });
});
