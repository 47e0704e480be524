import { Addresses, isSignIn, leadsTo } from './addresses';

describe('addresses of the cabinet', () => {
  it.each([
    ['https://lk.example.net', 'query', 'https://lk.example.net/api.php?r=site/login'],
    ['https://lk.example.net/lk', 'query', 'https://lk.example.net/lk/api.php?r=site/login'],
    [
      'https://lk.example.net/client3/index.php',
      'query',
      'https://lk.example.net/client3/index.php?r=site/login',
    ],
    ['https://lk.example.net/lbweb-client', 'path', 'https://lk.example.net/lbweb-client/site/login'],
    ['https://lk.example.net/lbweb-client/?x=1#y', 'path', 'https://lk.example.net/lbweb-client/site/login'],
    ['http://user:S3cret@lk.example.net:8080/', 'path', 'http://lk.example.net:8080/site/login'],
  ] as const)('%s in the %s form makes %s', (base, form, address) => {
    expect(new Addresses(base, form).of('site/login').href).toBe(address);
  });

  it.each(['', 'lk.example.net', 'ftp://lk.example.net/', 'file:///etc'])('refuses %j', (base) => {
    expect(() => new Addresses(base, 'query')).toThrow(
      expect.objectContaining({ name: 'TypeError' }) as Error,
    );
  });

  const from = new URL('https://lk.example.net/lk/api.php?r=account/index');
  const within = (reference: string) =>
    new Addresses('https://lk.example.net/lk/', 'query').within(reference, from)?.href ?? null;

  it.each([
    ['?r=site/logout', 'https://lk.example.net/lk/api.php?r=site/logout'],
    ['/other/x', 'https://lk.example.net/other/x'],
    ['https://LK.example.net:443/x#y', 'https://lk.example.net/x'],
    ['//lk.example.net/x', 'https://lk.example.net/x'],
    ['https://a:b@lk.example.net/x', 'https://lk.example.net/x'],
    ['', 'https://lk.example.net/lk/api.php?r=account/index'],
  ])('takes the link %j for %s', (reference, address) => {
    expect(within(reference)).toBe(address);
  });

  it.each([
    'http://lk.example.net/x',
    'https://lk.example.net:8443/x',
    'https://lk.example.net.evil.example/x',
    '//evil.example/x',
    '\\\\evil.example\\x',
    'https://lk.example.net@evil.example/',
    'javascript:alert(1)',
    'data:text/html,x',
    'http://[',
  ])('does not follow %j out of the cabinet', (reference) => {
    expect(within(reference)).toBeNull();
  });

  it.each([
    ['https://h/api.php?r=payment/history', true],
    ['https://h/api.php?r=payment%2Fhistory&page=2', true],
    ['https://h/api.php?r=/payment/history/', true],
    ['https://h/lbweb-client/payment/history?page=2', true],
    ['https://h/lbweb-client/payment/history/page/2', true],
    ['https://h/api.php?r=payment/historyx', false],
    ['https://h/payment/history?r=site/logout', false],
    ['https://h/api.php?to=payment/history', false],
  ])('%s leads to the history: %p', (url, leads) => {
    expect(leadsTo(new URL(url), 'payment/history')).toBe(leads);
  });

  it.each([
    ['/api.php?r=site/login', true],
    ['https://h/lbweb-client/site/login', true],
    ['/api.php?r=site%2Flogin', true],
    ['/api.php?r=account/index', false],
    ['/%E0%A4%A', false],
  ])('%s is the sign-in page: %p', (location, is) => {
    expect(isSignIn(location)).toBe(is);
  });
});
