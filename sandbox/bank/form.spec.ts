import { testBank, testShop, type Body, type TestBank, type TestShop } from './test-bank';

/** The payer's way, by HTTP as a browser goes it. */

let bank: TestBank;
let shop: TestShop;
let base: string;
beforeEach(async () => {
  bank = testBank();
  shop = await testShop();
  base = await bank.listen();
});
afterEach(async () => {
  await bank.close();
  await shop.close();
});

const CARD = { card: '4300 0000 0000 0777', expiry: '12/30', cvc: '123', email: 'a@example.org' };
const BACK = { SuccessURL: 'https://shop.example/ok?id=1', FailURL: 'https://shop.example/no' };

const open = (path: string): Promise<Response> => fetch(new URL(path, base), { redirect: 'manual' });
const send = (path: string, fields: Record<string, string>): Promise<Response> =>
  fetch(new URL(path, base), { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
const link = async (fields: Body = {}): Promise<{ url: string; paymentId: string }> => {
  const order = await bank.order({ Description: 'Договор <001>', NotificationURL: shop.url, ...fields });
  return { url: order.paymentUrl, paymentId: order.paymentId };
};
const status = async (paymentId: string): Promise<string> => (await bank.view(paymentId)).status;
const target = (answer: Response): unknown[] => [answer.status, answer.headers.get('location')];

describe('payment form', () => {
  it('shows the sum and the order, escaped, and marks the order', async () => {
    const { url, paymentId } = await link({ Amount: 123_456_78 });
    const answer = await open(url);
    const text = await answer.text();
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(text).toContain('123\u00a0456,78\u00a0₽');
    expect(text).toContain('Договор &#60;001&#62;');
    for (const name of ['card', 'expiry', 'cvc', 'email']) expect(text).toContain(`name="${name}"`);
    expect(await status(paymentId)).toBe('FORM_SHOWED');
  });

  it('leads through 3-D Secure back to the shop, after the shop said OK to CONFIRMED', async () => {
    const { url, paymentId } = await link(BACK);
    await open(url);
    const challenge = await send(url, CARD);
    expect(target(challenge)).toEqual([303, `${new URL(url).pathname}/3ds`]);
    expect(await status(paymentId)).toBe('3DS_CHECKING');
    const codePage = await (await open(`${url}/3ds`)).text();
    expect(codePage).toContain('430000******0777');
    expect(target(await send(`${url}/3ds`, { code: '1234' }))).toEqual([303, BACK.SuccessURL]);
    const { deliveries } = await bank.view(paymentId);
    expect(deliveries.map((delivery) => [delivery.status, delivery.delivered])).toEqual([
      ['AUTHORIZED', true],
      ['CONFIRMED', true],
    ]);
    expect(await (await open(url)).text()).toContain('Оплачено');
  });

  it('keeps the payer while the shop is silent, at most for the time-out', async () => {
    await bank.close();
    bank = testBank({ replyTimeoutMs: 150 });
    base = await bank.listen();
    shop.replies = [null];
    const { url } = await link(BACK);
    const begun = Date.now();
    const answer = await send(url, { ...CARD, card: '2200770239097761' });
    expect(target(answer)).toEqual([303, BACK.SuccessURL]);
    expect(Date.now() - begun).toBeGreaterThanOrEqual(145);
  });

  it('lets the payer try again after a wrong code', async () => {
    const { url, paymentId } = await link(BACK);
    await send(url, CARD);
    const failed = await send(`${url}/3ds`, { code: '0000' });
    expect(failed.status).toBe(200);
    expect(await failed.text()).toContain('Банк не подтвердил платёж');
    expect(await status(paymentId)).toBe('AUTH_FAIL');
    await send(url, CARD);
    await send(`${url}/3ds`, { code: '5555' });
    expect(await status(paymentId)).toBe('CONFIRMED');
  });

  it('sends a decline to FailURL and takes another card afterwards', async () => {
    const { url, paymentId } = await link(BACK);
    expect(target(await send(url, { ...CARD, card: '2201382000000831' }))).toEqual([303, BACK.FailURL]);
    expect(await status(paymentId)).toBe('REJECTED');
    expect(await (await open(url)).text()).toContain('недостаточно средств');
    expect(target(await send(url, { ...CARD, card: '2201382000000013' }))).toEqual([303, BACK.SuccessURL]);
  });

  it('ends on a page of its own where the shop named no address', async () => {
    const { url } = await link();
    const answer = await send(url, { ...CARD, card: '2201382000000591' });
    expect([answer.status, (await answer.text()).includes('<h1>Оплачено</h1>')]).toEqual([200, true]);
  });

  it.each([
    ['another card', { card: '4111111111111111' }, 'Неизвестная карта'],
    ['a month of no year', { expiry: '13/30' }, 'Срок действия'],
    ['two digits of CVC', { cvc: '12' }, 'CVC'],
    ['a broken address', { email: 'nobody' }, 'эл. почты'],
  ])('refuses %s and does not repeat the card number', async (_what, wrong, message) => {
    const { url, paymentId } = await link();
    await open(url);
    const answer = await send(url, { ...CARD, ...wrong });
    const text = await answer.text();
    expect(answer.status).toBe(422);
    expect(text).toContain(message);
    expect(text).not.toContain('value="4');
    expect(await status(paymentId)).toBe('FORM_SHOWED');
  });

  it('is closed after the deadline, after a cancel, and pays only once', async () => {
    const late = await link();
    bank.advance(25 * 3_600_000);
    expect(await (await open(late.url)).text()).toContain('Срок ссылки истёк');
    const cancelled = await link();
    await bank.call('Cancel', { PaymentId: cancelled.paymentId });
    expect(await (await send(cancelled.url, CARD)).text()).toContain('Заказ отменён');
    const twice = await link();
    await Promise.all([1, 2].map(() => send(twice.url, { ...CARD, card: '2200770239097761' })));
    expect((await bank.view(twice.paymentId)).deliveries).toHaveLength(2);
    expect((await open('/form/unknown')).status).toBe(404);
  });
});
