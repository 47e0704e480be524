import type { World } from '../../support/world';
import type { Credentials } from './rest-recipe';

type Headers = readonly (readonly [string, string])[];

const bearer = (token: string): readonly [string, string] => ['Authorization', `Bearer ${token}`];
const key = (text: string | undefined): readonly [string, string] => ['X-Api-Key', text ?? ''];

function unsigned(token: string): string {
  const header = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
  return `${header}.${token.split('.')[1] ?? ''}.`;
}

/** Headers for every kind of caller, good and bad. */
export async function credentialHeaders(world: World): Promise<Readonly<Record<Credentials, Headers>>> {
  const subscriber = await world.signIn('001940');
  const other = await world.signIn('001950');
  const session = await world.api.request('POST', '/v1/sessions', {
    body: { login: '001950', password: 'demo' },
  });
  const [cabinet, ops, finance] = await Promise.all(
    ['cabinet', 'ops', 'finance'].map(async (scope) => (await world.apiKey(scope))['x-api-key']),
  );
  const uid = (text: string): readonly [string, string] => ['X-Subscriber-Uid', text];
  return {
    subscriber: [bearer(subscriber)],
    other: [bearer(other)],
    cabinet: [key(cabinet), uid('940')],
    cabinetAlone: [key(cabinet)],
    cabinetOdd: [key(cabinet), uid('9999999999999999999')],
    ops: [key(ops)],
    finance: [key(finance)],
    none: [],
    refresh: [bearer(String(session.body.refreshToken))],
    tampered: [bearer(`${subscriber.slice(0, -3)}AAA`)],
    unsigned: [bearer(unsigned(subscriber))],
    nonsense: [bearer('x'.repeat(200))],
    noKey: [key(`ba_${'0'.repeat(32)}_${'A'.repeat(43)}`)],
    both: [key(ops), bearer(subscriber)],
    keyTwice: [key(ops), key(finance)],
    basic: [['Authorization', 'Basic MDAxOTQwOmRlbW8=']],
  };
}
