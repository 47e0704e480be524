import { StrictRefusal } from '../soap/strict-refusal';
import { newToken } from './sessions';

const NAME = 'sessnum';

/**
 * A sign-in answers two `sessnum` cookies, a dead and a live one, and the live one is the one with a positive
 * Max-Age (api3 facts: two session cookies). Their order and the form of the dead one change from answer to
 * answer, so that a client which takes the first or the last finds out soon.
 */
export class SessionCookies {
  private issued = 0;

  issue(liveToken: string, lifetimeSeconds: number): string[] {
    const turn = this.issued++;
    const live = `${NAME}=${liveToken}; Path=/; Max-Age=${lifetimeSeconds}; HttpOnly`;
    const dead = turn % 4 < 2 ? `${NAME}=${newToken()}; Path=/` : `${NAME}=${newToken()}; Path=/; Max-Age=0`;
    return turn % 2 === 0 ? [live, dead] : [dead, live];
  }
}

/** The session named by a request's Cookie header. */
export function readSessionCookie(header: string | undefined): string | undefined {
  const tokens = (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${NAME}=`))
    .map((pair) => pair.slice(NAME.length + 1));
  if (tokens.length > 1) throw new StrictRefusal('the Cookie header names more than one sessnum');
  const [token] = tokens;
  if (token !== undefined && !/^\w+$/.test(token))
    throw new StrictRefusal('sessnum is not made of word characters');
  return token;
}
