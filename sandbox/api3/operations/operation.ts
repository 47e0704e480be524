import type { Session, SessionKind, Sessions } from '../sessions/sessions';
import type { ElementRule } from '../soap/element-rules';
import type { Message } from '../soap/message';
import type { XmlField } from '../soap/xml-writer';
import type { BillingStore } from '../store/billing-store';
import type { Manager } from '../store/records';
import type { Clock } from '../values/clock';

export interface Call {
  readonly message: Message;
  readonly store: BillingStore;
  readonly sessions: Sessions;
  readonly manager: Manager;
  readonly now: Clock;
  /** The session of the caller; the endpoint has checked its kind before `run`. */
  readonly session: Session | undefined;
  /** Lets parallel calls in between the check of a receipt and the insert, when that fault is on. */
  readonly receiptGap: (() => Promise<void>) | undefined;
  /** An active promise does not stand in the way of a second one, when that fault is on. */
  readonly doublesPromises: boolean;
  /** Hands out session cookies with the answer, also with a fault. */
  readonly setSessionCookies: (liveToken: string, lifetimeSeconds: number) => void;
}

export interface Operation {
  readonly name: string;
  /** Kinds of session that may call it; none = open to everybody. The first is named in the refusal. */
  readonly sessions: readonly SessionKind[];
  readonly request: readonly ElementRule[];
  /** The name of the answer where it is not the operation's name and `Response`. */
  readonly responseElement?: string;
  readonly run: (call: Call) => XmlField[] | Promise<XmlField[]>;
}
