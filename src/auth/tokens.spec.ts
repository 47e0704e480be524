import { JwtService } from '@nestjs/jwt';
import { FakeClock } from '../../test/support/fakes';
import { Tokens } from './tokens';

const SECRET = 'a secret of at least thirty-two characters';
const LIVES = { accessSeconds: 900, refreshSeconds: 86_400 };

let clock: FakeClock;
let jwt: JwtService;
let tokens: Tokens;
beforeEach(() => {
  clock = new FakeClock();
  jwt = new JwtService({ secret: SECRET });
  tokens = new Tokens(jwt, LIVES, clock);
});

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
const claimsOf = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
/** The problem's code that a token ends in, or the uid that it proves. */
function outcome(token: string, use: 'access' | 'refresh' = 'access'): string {
  try {
    return `uid ${tokens.verify(token, use)}`;
  } catch (error) {
    return (error as Error).message;
  }
}
const seconds = (): number => Math.floor(clock.now().getTime() / 1000);

describe('a pair of tokens', () => {
  it('proves the subscriber, each in its own use', () => {
    const { accessToken, refreshToken, tokenType, expiresIn } = tokens.issue('940');
    expect([tokenType, expiresIn]).toEqual(['Bearer', 900]);
    expect(outcome(accessToken, 'access')).toBe('uid 940');
    expect(outcome(refreshToken, 'refresh')).toBe('uid 940');
  });

  it('does not serve in the use of the other', () => {
    const { accessToken, refreshToken } = tokens.issue('940');
    expect(outcome(refreshToken, 'access')).toBe('token_invalid');
    expect(outcome(accessToken, 'refresh')).toBe('token_invalid');
  });

  it('says who the subscriber is and nothing else', () => {
    expect(claimsOf(tokens.issue('940').accessToken)).toEqual({
      sub: '940',
      iss: 'billing-adapter',
      aud: 'access',
      iat: seconds(),
      exp: seconds() + 900,
    });
  });

  it('lives as long as it says, to the second', async () => {
    const { accessToken, refreshToken } = tokens.issue('940');
    await clock.advance(899_000);
    expect(outcome(accessToken)).toBe('uid 940');
    await clock.advance(1_000);
    expect(outcome(accessToken)).toBe('token_expired');
    expect(outcome(refreshToken, 'refresh')).toBe('uid 940');
    await clock.advance(86_400_000);
    expect(outcome(refreshToken, 'refresh')).toBe('token_expired');
  });
});

describe('a token is refused', () => {
  const claims = () => ({
    sub: '940',
    iss: 'billing-adapter',
    aud: 'access',
    iat: seconds(),
    exp: seconds() + 900,
  });

  it.each(['none', 'None', 'NONE'])('when it names the algorithm %p, signed or not', (alg) => {
    const head = encode({ alg, typ: 'JWT' });
    const [, , signature = ''] = tokens.issue('940').accessToken.split('.');
    expect(outcome(`${head}.${encode(claims())}.`)).toBe('token_invalid');
    expect(outcome(`${head}.${encode(claims())}`)).toBe('token_invalid');
    expect(outcome(`${head}.${encode(claims())}.${signature}`)).toBe('token_invalid');
  });

  it.each(['HS384', 'HS512'] as const)('when it is signed by %s, even with our secret', (algorithm) => {
    expect(outcome(jwt.sign(claims(), { algorithm }))).toBe('token_invalid');
  });

  it('when it is signed with another secret', () => {
    const foreign = new Tokens(
      new JwtService({ secret: 'another secret of the same length, or so' }),
      LIVES,
      clock,
    );
    expect(outcome(foreign.issue('940').accessToken)).toBe('token_invalid');
  });

  it('when another uid was put into it', () => {
    const [head, , signature] = tokens.issue('940').accessToken.split('.');
    expect(outcome(`${head!}.${encode({ ...claims(), sub: '950' })}.${signature!}`)).toBe('token_invalid');
  });

  it('when its life was made longer', () => {
    const [head, , signature] = tokens.issue('940').accessToken.split('.');
    expect(outcome(`${head!}.${encode({ ...claims(), exp: seconds() + 90_000 })}.${signature!}`)).toBe(
      'token_invalid',
    );
  });

  it.each([
    ['another issuer', { iss: 'somebody' }],
    ['no issuer', { iss: undefined }],
    ['no use', { aud: undefined }],
    ['no subscriber', { sub: undefined }],
    ['a subscriber that is no text', { sub: 940 }],
    ['a beginning in the future', { nbf: 4_102_444_800 }],
  ])('when it has %s', (_, changes) => {
    const body = JSON.parse(JSON.stringify({ ...claims(), ...changes })) as object;
    const signed = jwt.sign(body, { algorithm: 'HS256', noTimestamp: true });
    expect(outcome(signed)).toBe('token_invalid');
  });

  it.each(['', '.', '..', 'a.b.c', 'nonsense', `${'x'.repeat(5_000)}.y.z`])(
    'when it is no token: %p',
    (text) => {
      expect(outcome(text)).toBe('token_invalid');
    },
  );
});
