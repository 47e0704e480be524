import { setTimeout as pause } from 'node:timers/promises';
import type { Api3Core } from './api3-core';
import { drawFaults, type DrawnFaults } from './injected/drawn-faults';
import { commitLater } from './injected/late-commit';
import type { Call, Operation } from './operations/operation';
import { authorise } from './sessions/authorise';
import type { Message } from './soap/message';
import { SoapFault } from './soap/soap-fault';
import type { SoapReply } from './soap/soap-reply';
import type { XmlField } from './soap/xml-writer';

export interface ReadCall {
  readonly operation: Operation;
  readonly message: Message;
  readonly sessionToken: string | undefined;
  /** Where a sign-in leaves the cookies of its answer. */
  readonly cookies: string[];
}

/** Makes an answer of what the work gives or throws. */
export type Answering = (work: () => Promise<XmlField[]>) => Promise<SoapReply>;

const RECEIPT_GAP_MS = 25;

/** Plays the faults of a call around its work. The order of the lines is the order of events. */
export async function performCall(core: Api3Core, read: ReadCall, answering: Answering): Promise<SoapReply> {
  const { operation } = read;
  const faults = drawFaults(core.faults, operation.name);
  if (faults.slowMs > 0) await pause(faults.slowMs, undefined, { ref: false });
  if (faults.http502) return { kind: 'bad gateway' };
  if (faults.timeoutBeforeCommit) return { kind: 'silence' };
  if (faults.expireSession) dropSession(core, read.sessionToken);

  const call = prepare(core, read);
  if (faults.faultDetail !== undefined) throw new SoapFault(faults.faultDetail, faults.faultDetail);
  if (faults.lateCommitMs !== undefined) {
    commitLater(operation, call, faults.lateCommitMs);
    return { kind: 'silence' };
  }
  return spoil(await answering(async () => operation.run(call)), faults);
}

function prepare(core: Api3Core, { operation, message, sessionToken, cookies }: ReadCall): Call {
  return {
    message,
    session: authorise(core.sessions, operation, sessionToken),
    store: core.store,
    sessions: core.sessions,
    manager: core.manager,
    now: core.now,
    receiptGap: core.faults.current.racyReceiptCheck === true ? () => pause(RECEIPT_GAP_MS) : undefined,
    doublesPromises: core.faults.current.racyPromise === true,
    setSessionCookies: (liveToken, lifetime) => cookies.push(...core.cookies.issue(liveToken, lifetime)),
  };
}

function dropSession(core: Api3Core, token: string | undefined): void {
  const session = core.sessions.find(token);
  if (session) core.sessions.close(session);
}

/** What becomes of an answer after the work is done. */
function spoil(reply: SoapReply, faults: DrawnFaults): SoapReply {
  if (faults.http502AfterCommit) return { kind: 'bad gateway' };
  if (faults.timeoutAfterCommit) return { kind: 'silence' };
  if (!faults.truncateXml || reply.kind !== 'answer') return reply;
  return { ...reply, body: reply.body.slice(0, Math.floor(reply.body.length / 2)) };
}
