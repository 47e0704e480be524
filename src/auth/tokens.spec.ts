import { JwtService } from '@nestjs/jwt';
import { FakeClock } from '../../test/support/fakes';
import { Tokens, type TokenPair } from './tokens';

const SECRET = 'a secret of at least thirty-two characters';
const SESSION = '019abcde-0000-7000-8000-000000000001';
const OTHER_SESSION = '019abcde-0000-7000-8000-000000000002';

let clock: FakeClock;
let jwt: JwtService;
let tokens: Tokens;
beforeEach(() => {
  clock = new FakeClock();
  jwt = new JwtService({ secret: SECRET });
  tokens = new Tokens(jwt, 900, clock);
});

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
const claimsOf = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
/** The problem's code that a token ends in, or whom it proves. */
function outcome(token: string): string {
  try {
    const { uid, sessionId } = tokens.verify(token);
    return `uid ${uid} in ${sessionId}`;
  } catch (error) {
    return (error as Error).message;
  }
}
const GOOD = `uid 940 in ${SESSION}`;
/** The pair of a session that can be refreshed for so many seconds. */
const pair = (refreshSeconds = 86_400, maker = tokens): TokenPair =>
  maker.pairFor({
    id: SESSION,
    uid: '940',
    refreshToken: 'rt_of_the_session',
    refreshUntil: clock.after(refreshSeconds * 1_000),
  });
const accessToken = (): string => pair().accessToken;
const seconds = (): number => Math.floor(clock.now().getTime() / 1000);

describe('a pair of tokens', () => {
  it('proves the subscriber and his session, and hands on the refresh token', () => {
    const { accessToken: access, refreshToken, tokenType, expiresIn } = pair();
    expect([refreshToken, tokenType, expiresIn]).toEqual(['rt_of_the_session', 'Bearer', 900]);
    expect(outcome(access)).toBe(GOOD);
    expect(outcome(refreshToken)).toBe('token_invalid');
  });

  it('says who the subscriber is and by which session, and nothing else', () => {
    expect(claimsOf(accessToken())).toEqual({
      sub: '940',
      sid: SESSION,
      iss: 'billing-adapter',
      aud: 'access',
      iat: seconds(),
      exp: seconds() + 900,
    });
  });

  it('lives as long as it says, to the second', async () => {
    const token = accessToken();
    await clock.advance(899_000);
    expect(outcome(token)).toBe(GOOD);
    await clock.advance(1_000);
    expect(outcome(token)).toBe('token_expired');
  });

  it('does not outlive the session', async () => {
    const { accessToken: token, expiresIn } = pair(100);
    expect(expiresIn).toBe(100);
    await clock.advance(100_000);
    expect(outcome(token)).toBe('token_expired');
  });
});

describe('a token is refused', () => {
  const claims = () => ({
    sub: '940',
    sid: SESSION,
    iss: 'billing-adapter',
    aud: 'access',
    iat: seconds(),
    exp: seconds() + 900,
  });

  it.each(['none', 'None', 'NONE'])('when it names the algorithm %p, signed or not', (alg) => {
    const head = encode({ alg, typ: 'JWT' });
    const [, , signature = ''] = accessToken().split('.');
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
      900,
      clock,
    );
    expect(outcome(pair(86_400, foreign).accessToken)).toBe('token_invalid');
  });

  it('when another uid was put into it', () => {
    const [head, , signature] = accessToken().split('.');
    expect(outcome(`${head!}.${encode({ ...claims(), sub: '950' })}.${signature!}`)).toBe('token_invalid');
  });

  it('when another session was put into it', () => {
    const [head, , signature] = accessToken().split('.');
    const body = encode({ ...claims(), sid: OTHER_SESSION });
    expect(outcome(`${head!}.${body}.${signature!}`)).toBe('token_invalid');
  });

  it('when its life was made longer', () => {
    const [head, , signature] = accessToken().split('.');
    expect(outcome(`${head!}.${encode({ ...claims(), exp: seconds() + 90_000 })}.${signature!}`)).toBe(
      'token_invalid',
    );
  });

  it.each([
    ['another issuer', { iss: 'somebody' }],
    ['no issuer', { iss: undefined }],
    ['no use', { aud: undefined }],
    ['another use', { aud: 'refresh' }],
    ['no session, as those of earlier versions', { sid: undefined }],
    ['a session that is no id', { sid: '1 OR 1=1' }],
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
