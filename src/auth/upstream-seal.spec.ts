import { SECRET } from '../../test/support/auth-house';
import { SeededRandom } from '../../test/support/fakes';
import { UpstreamSeal } from './upstream-seal';

const SESSION = '019abcde-0000-7000-8000-00000000000a';
const TEXT = 'PHPSESSID=very-secret; кука';
const seal = new UpstreamSeal(SECRET, new SeededRandom(1));

describe('the seal on an upstream’s session', () => {
  it.each(['', 'x', TEXT, 'y'.repeat(20_000)])('gives the text back, and hides it', (text) => {
    const sealed = seal.seal(SESSION, text);
    expect(seal.open(SESSION, sealed)).toBe(text);
    if (text.length > 1) expect(Buffer.from(sealed.slice(3), 'base64url').includes(text)).toBe(false);
  });

  it('looks different each time', () => {
    expect(seal.seal(SESSION, TEXT)).not.toBe(seal.seal(SESSION, TEXT));
  });

  it('opens for its own session and secret only', () => {
    const sealed = seal.seal(SESSION, TEXT);
    expect(seal.open(SESSION.replace('a', 'b'), sealed)).toBeNull();
    expect(new UpstreamSeal(`${SECRET}!`, new SeededRandom(1)).open(SESSION, sealed)).toBeNull();
  });

  it('does not open when a bit was changed', () => {
    const bytes = Buffer.from(seal.seal(SESSION, TEXT).slice(3), 'base64url');
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1;
      expect(seal.open(SESSION, `v1:${changed.toString('base64url')}`)).toBeNull();
    }
  });

  it.each(['', 'v1:', 'v1:AAAA', 'v2:AAAA', TEXT])('does not open %p', (text) => {
    expect(seal.open(SESSION, text)).toBeNull();
  });
});
