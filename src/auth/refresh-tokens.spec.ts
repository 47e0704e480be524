import { SECRET } from '../../test/support/auth-house';
import { SeededRandom } from '../../test/support/fakes';
import { RefreshTokens, type RefreshToken } from './refresh-tokens';

const SESSION = '019abcde-0000-7000-8000-00000000000a';
const tokens = new RefreshTokens(SECRET);
const fresh = (seed = 1): RefreshToken => tokens.first(SESSION, new SeededRandom(seed).bytes(16));

describe('refresh tokens', () => {
  it('name their session, and are known again', () => {
    const token = fresh();
    expect(token.text).toMatch(/^rt_019abcde00007000800000000000000a_[A-Za-z0-9_-]{43}$/);
    expect(tokens.read(token.text)).toEqual(token);
    expect(token.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('have one successor for a salt, that is unlike them and known too', () => {
    const token = fresh();
    const next = tokens.next(token, 'salt');
    expect(tokens.next(token, 'salt')).toEqual(next);
    expect(tokens.read(next.text)).toEqual(next);
    const others = [
      token,
      tokens.next(token, 'pepper'),
      tokens.next(fresh(2), 'salt'),
      tokens.next(next, 'salt'),
    ];
    expect(new Set([next, ...others].map(({ hash }) => hash)).size).toBe(5);
  });

  it('are strange to whoever has another secret, and their successors too', () => {
    const foreign = new RefreshTokens(`${SECRET}!`);
    const token = fresh();
    expect(foreign.read(token.text)).toBeNull();
    expect(foreign.next(token, 'salt').hash).not.toBe(tokens.next(token, 'salt').hash);
  });

  it('are not known with another session, and not with any character changed', () => {
    const { text } = fresh();
    expect(tokens.read(text.replace('_019abcde', '_019abcdf'))).toBeNull();
    for (let at = 36; at < text.length - 1; at += 1) {
      const changed = `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
      expect(tokens.read(changed)).toBeNull();
    }
  });

  it('are one token in whatever spelling of their last bits', () => {
    const token = fresh();
    const spellings = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_')
      .map((last) => tokens.read(`${token.text.slice(0, -1)}${last}`))
      .filter((read) => read !== null);
    expect(new Set(spellings.map(({ hash }) => hash))).toEqual(new Set([token.hash]));
  });

  it.each([
    '',
    'rt_',
    `rt_${'0'.repeat(32)}_${'A'.repeat(43)}`,
    `rt_${'0'.repeat(32)}_${'A'.repeat(44)}`,
    'x'.repeat(2_048),
  ])('are not %p', (text) => {
    expect(tokens.read(text)).toBeNull();
  });
});
