import { notify } from './notify';
import { HELP, readArguments } from './notify-arguments';
import { testBank, testShop, type TestBank, type TestShop } from './test-bank';
import { tokenFits } from './token';

let bank: TestBank;
let shop: TestShop;
let bankUrl: string;
const said: string[] = [];

beforeEach(async () => {
  bank = testBank();
  shop = await testShop();
  bankUrl = await bank.listen();
  said.length = 0;
});
afterEach(async () => {
  await bank.close();
  await shop.close();
});

const run = (...words: string[]): Promise<boolean> => {
  const common = ['--url', shop.url, '--terminal-key', '1700000000001DEMO', '--password', 'demo$Secret'];
  return notify({ ...readArguments([...common, ...words]), bankUrl }, (line) => said.push(line));
};

describe('notify', () => {
  it('looks the sum and the payment up at the stand-in, signs and sends', async () => {
    const { orderId, paymentId } = await bank.order();
    expect(await run('--order', orderId, '--status', 'CONFIRMED')).toBe(true);
    expect(shop.heard[0]).toMatchObject({
      OrderId: orderId,
      PaymentId: Number(paymentId),
      Amount: 50_000,
      Status: 'CONFIRMED',
      Success: true,
    });
    expect(tokenFits(shop.heard[0]!, 'demo$Secret')).toBe(true);
    expect(said.join('\n')).toContain('HTTP 200, OK');
  });

  it('needs no stand-in when everything is given', async () => {
    const given = ['--order', 'x', '--status', 'REJECTED', '--amount', '100', '--payment-id', '9100000001'];
    expect(await run(...given)).toBe(true);
    expect(shop.heard[0]).toMatchObject({ Amount: 100, PaymentId: 9100000001, Success: false });
  });

  it('says what is missing when nobody knows the order', async () => {
    await expect(run('--order', 'never', '--status', 'CONFIRMED')).rejects.toThrow(
      '--amount and --payment-id',
    );
  });

  it('puts --set over the body before it is signed', async () => {
    const { orderId } = await bank.order();
    const set = ['--set', 'Amount=1', '--set', 'Pan=null', '--set', 'Extra=a=b'];
    await run('--order', orderId, '--status', 'CONFIRMED', ...set);
    expect(shop.heard[0]).toMatchObject({ Amount: 1, Extra: 'a=b' });
    expect(shop.heard[0]).not.toHaveProperty('Pan');
    expect(tokenFits(shop.heard[0]!, 'demo$Secret')).toBe(true);
  });

  it('spoils the signature on demand, and tells of a refusal', async () => {
    const { orderId } = await bank.order();
    shop.replies = [{ status: 403, body: 'bad token' }];
    expect(await run('--order', orderId, '--status', 'CONFIRMED', '--bad-token')).toBe(false);
    expect(tokenFits(shop.heard[0]!, 'demo$Secret')).toBe(false);
    expect(said.join('\n')).toContain('HTTP 403, bad token');
  });

  it('only prints with --print', async () => {
    const { orderId } = await bank.order();
    expect(await run('--order', orderId, '--status', 'CONFIRMED', '--print')).toBe(true);
    expect(JSON.parse(said.join('\n'))).toMatchObject({ OrderId: orderId });
    expect(shop.heard).toEqual([]);
  });

  it('reads its words strictly', () => {
    expect(() => readArguments(['--order', 'x'])).toThrow('--order and --status are needed');
    expect(() => readArguments(['--order', 'x', '--status', 'y', '--amount', '1.5'])).toThrow('--amount');
    expect(() => readArguments(['--order', 'x', '--status', 'y', '--set', 'z'])).toThrow('Key=Value');
    expect(() => readArguments(['--unknown'])).toThrow();
    expect(readArguments(['--help']).help).toBe(true);
    expect(HELP).toContain('--bad-token');
  });
});
