import type { Operation } from '../operations/operation';
import { SoapFault } from '../soap/soap-fault';
import type { Session, SessionKind, Sessions } from './sessions';

const WHO: Readonly<Record<SessionKind, string>> = { manager: 'Manager', client: 'Client' };

/** The caller's session, when the operation is open to it. Nothing has been executed when this refuses. */
export function authorise(
  sessions: Sessions,
  operation: Operation,
  token: string | undefined,
): Session | undefined {
  const session = sessions.find(token);
  const [wanted] = operation.sessions;
  if (wanted === undefined || (session && operation.sessions.includes(session.kind))) return session;
  const ended = sessions.endedKind(token);
  const missing = ended && operation.sessions.includes(ended) ? ended : wanted;
  throw notAuthorised(missing);
}

export function notAuthorised(missing: SessionKind): SoapFault {
  return new SoapFault('error_auth', `${WHO[missing]} not authorized`);
}
