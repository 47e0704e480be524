import { Links } from './links';
import { readAddress } from './read-address';

describe('addresses of the cabinet', () => {
  it.each([
    ['/', 'query', 'site/index'],
    ['/api.php', 'query', 'site/index'],
    ['/api.php?r=payment/tinkoff', 'query', 'payment/tinkoff'],
    ['/api.php?r=payment%2Ftinkoff', 'query', 'payment/tinkoff'],
    ['/lbweb-client', 'path', 'site/index'],
    ['/lbweb-client/', 'path', 'site/index'],
    ['/lbweb-client/site/login', 'path', 'site/login'],
    ['/lbweb-client/payment/index/', 'path', 'payment/index'],
    ['/lbweb-client/admin/index', 'path', undefined],
    ['/api.php?r=toString', 'query', undefined],
  ])('reads %s', (target, form, route) => {
    expect(readAddress(target)).toMatchObject({ form, route });
  });

  it('knows what lies outside', () => {
    expect(['/lbweb-clients/site/login', '/client2/', '/favicon.ico'].map(readAddress)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it.each(['query', 'path'] as const)('reads what it writes in the %s form', (form) => {
    const written = new Links(form).to('payment/tinkoff', [
      ['step', 2],
      ['params[2][agrmid]', 1940],
    ]);
    const read = readAddress(written);
    expect(read).toMatchObject({ form, route: 'payment/tinkoff' });
    expect([...(read?.query ?? [])]).toEqual([
      ['step', '2'],
      ['params[2][agrmid]', '1940'],
    ]);
  });
});
