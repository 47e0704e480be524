import { SystemClock } from '../../shared/clock';
import { CabinetCookies } from './cabinet-cookies';

const URL_OF_CABINET = new URL('https://lk.example.ru/lbweb-client/site/login');

class TestClock extends SystemClock {
  at = Date.parse('2026-07-15T09:00:00Z');

  override now(): Date {
    return new Date(this.at);
  }
}

describe('the cookies of a subscriber', () => {
  const clock = new TestClock();
  const after = (...headers: string[]): CabinetCookies => {
    const cookies = new CabinetCookies(clock);
    cookies.take(headers, URL_OF_CABINET);
    return cookies;
  };

  it('go where they belong, and are kept as they were', () => {
    const cookies = after(
      'b=2; path=/',
      'a=%2B=; path=/lbweb-client/; HttpOnly; Secure',
      'c=3; path=/elsewhere/',
    );
    expect(cookies.headerFor(URL_OF_CABINET)).toBe('a=%2B=; b=2');
    expect(cookies.headerFor(new URL('http://lk.example.ru/lbweb-client/'))).toBe('b=2');
    expect(cookies.headerFor(new URL('https://other.example.ru/'))).toBeNull();
    const again = new CabinetCookies(clock, cookies.kept());
    expect(again.kept()).toEqual(cookies.kept());
    expect(again.headerFor(URL_OF_CABINET)).toBe('a=%2B=; b=2');
    expect(again.valueOf('b', URL_OF_CABINET)).toBe('2');
  });

  it.each([
    ['another domain', 'x=1; Domain=evil.example'],
    ['a domain above all of ours', 'x=1; Domain=ru'],
    ['nothing', ''],
    ['a line without a name', '=;;'],
    ['a line too long', `x=${'y'.repeat(5_000)}`],
  ])('are not taken for %s', (_what, header) => {
    expect(after(header).headerFor(URL_OF_CABINET)).toBeNull();
  });

  it('are replaced, deleted and outlived by the clock that is given', () => {
    const cookies = after(
      'a=1; path=/',
      'b=1; path=/; Max-Age=60',
      'c=1; path=/; Expires=Wed, 15 Jul 2026 10:00:00 GMT',
    );
    cookies.take(['a=2; path=/'], URL_OF_CABINET);
    expect(cookies.headerFor(URL_OF_CABINET)).toBe('a=2; b=1; c=1');
    cookies.take(['a=; path=/; Max-Age=0'], URL_OF_CABINET);
    clock.at += 61_000;
    expect(cookies.headerFor(URL_OF_CABINET)).toBe('c=1');
    expect(cookies.kept().map(({ key }) => key)).toEqual(['c']);
    clock.at += 3_600_000;
    expect(cookies.kept()).toEqual([]);
  });

  it('are as many as browsers take', () => {
    const cookies = after(...Array.from({ length: 200 }, (_, index) => `n${String(index)}=1; path=/`));
    expect(cookies.kept()).toHaveLength(50);
    cookies.take(['n1=new; path=/', 'n199=new; path=/'], URL_OF_CABINET);
    expect(cookies.valueOf('n1', URL_OF_CABINET)).toBe('new');
    expect(cookies.valueOf('n199', URL_OF_CABINET)).toBeNull();
  });
});
