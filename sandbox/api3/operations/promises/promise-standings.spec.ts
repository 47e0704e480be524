import { PromiseDesk } from '../../testing/promise-desk';
import { text } from '../../testing/soap-probe';

describe('promised payments, once taken', () => {
  let desk: PromiseDesk;

  beforeEach(async () => {
    desk = await PromiseDesk.open();
  });
  afterEach(() => desk.close());

  it('are paid by a payment that covers them', async () => {
    await desk.promise(1950);
    await desk.post('A-1', '300.00');
    expect((await desk.stored(1950))[0]).toMatchObject({ payid: 5001, debtKopecks: 0 });
    expect(await desk.credits(1950)).toEqual(['0', '0']);
    expect(text(await desk.settings(1950), 'promiseavailable')).toBe('1');
    await desk.wait(10);
    expect((await desk.stored(1950))[0]).toMatchObject({ payid: 5001 });
  });

  it('are paid in parts, and are back when the payment is cancelled', async () => {
    await desk.post('A-0', '300.00');
    await desk.promise(1950);
    await desk.post('A-1', '299.99');
    expect((await desk.stored(1950))[0]).toMatchObject({ payid: 0, debtKopecks: 1 });
    await desk.post('A-2', '0.01');
    expect((await desk.stored(1950))[0]).toMatchObject({ payid: 5003 });
    await desk.cancel('A-1');
    expect((await desk.stored(1950))[0]).toMatchObject({ payid: 0, debtKopecks: 299_99 });
    expect(await desk.credits(1950)).toEqual(['300', '300']);
  });

  it('are overdue after their last day, and block the next one for a time', async () => {
    await desk.promise(1950);
    await desk.wait(5);
    expect((await desk.stored(1950))[0]).toMatchObject({ payid: 0 });
    await desk.wait(1);
    expect((await desk.stored(1950))[0]).toMatchObject({ payid: -1 });
    expect(await desk.credits(1950)).toEqual(['0', '0']);
    await desk.post('A-1', '500.00');
    expect((await desk.stored(1950))[0]).toMatchObject({ payid: -1 });
    await desk.wait(89);
    expect(text(await desk.settings(1950), 'detail')).toContain('overdue');
    await desk.wait(1);
    expect(text(await desk.settings(1950), 'promiseavailable')).toBe('1');
  });
});
