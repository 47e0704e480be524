import { liveSessionCookie } from './cookies';

describe('the live session cookie', () => {
  it.each([
    [['sessnum=dead; Max-Age=0', 'sessnum=live; path=/; Max-Age=600']],
    [['sessnum=live; max-age="600"; HttpOnly', 'sessnum=dead']],
    [['other=x; Max-Age=600', 'sessnum=live; Max-Age=600; Domain=elsewhere.example']],
    [
      [
        'sessnum=far; Max-Age=600; Domain=elsewhere.example',
        'sessnum=live; Max-Age=600; Domain=.Billing.example',
      ],
    ],
    [['sessnum=near; Max-Age=600', 'sessnum=live; Max-Age=600; Domain=billing.example']],
    [['sessnum=far; Max-Age=600; Domain=elsewhere.example', 'sessnum=live; Max-Age=600']],
  ])('of %j is "live"', (headers) => {
    expect(liveSessionCookie(headers, 'billing.example')).toEqual({ value: 'live', maxAgeSeconds: 600 });
  });

  it.each([
    [[]],
    [['sessnum=a']],
    [['sessnum=a; Max-Age=0', 'sessnum=b; Max-Age=-1', 'sessnum=c; Max-Age=soon']],
    [['sessnum=; Max-Age=600']],
    [['sessnum2=a; Max-Age=600']],
  ])('of %j is none', (headers) => {
    expect(liveSessionCookie(headers, 'billing.example')).toBeNull();
  });
});
