import { ReturnAddresses } from './return-addresses';

const addresses = new ReturnAddresses(
  ['https://lk.example', 'http://localhost:3003'],
  'https://lk.example/paid',
);

describe('where the payer is sent back to', () => {
  it('is the provider’s own address when the cabinet names none', () => {
    expect(addresses.choose(null)).toBe('https://lk.example/paid');
  });

  it('is the bank’s page when nobody names any', () => {
    expect(new ReturnAddresses([], null).choose(null)).toBeNull();
  });

  it.each([
    'https://lk.example',
    'https://lk.example/',
    'https://lk.example/pay?id=1#done',
    'https://LK.example/pay',
    'https://lk.example:443/pay',
    'http://localhost:3003/',
  ])('may be %s', (wish) => {
    expect(addresses.choose(wish)).toBe(wish);
  });

  it.each([
    ['another host', 'https://evil.example/'],
    ['a host that begins alike', 'https://lk.example.evil.example/'],
    ['a host behind a user name', 'https://lk.example@evil.example/'],
    ['a host behind a backslash', 'https://evil.example\\@lk.example/'],
    ['a lower scheme', 'http://lk.example/'],
    ['another port', 'https://lk.example:8443/'],
    ['a part of a host', 'https://sub.lk.example/'],
    ['a script', 'javascript:alert(1)//https://lk.example'],
    ['a document in itself', 'data:text/html,https://lk.example'],
    ['an address without scheme', '//lk.example/'],
    ['a path', '/pay'],
    ['no address', 'nonsense'],
    ['nothing', ''],
    ['no origin', 'null'],
  ])('may not be %s', (_, wish) => {
    expect(() => addresses.choose(wish)).toThrow('return_url_not_allowed');
  });

  it('may be nothing of the caller’s choice when no origin is allowed', () => {
    expect(() => new ReturnAddresses([], null).choose('https://lk.example/')).toThrow(
      'return_url_not_allowed',
    );
  });
});
