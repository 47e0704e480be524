import { CallJournal } from './call-journal';
import { newSwitchboard, type Switchboard } from './injected/fault-settings';
import { SessionCookies } from './sessions/session-cookies';
import { Sessions } from './sessions/sessions';
import { BillingStore } from './store/billing-store';
import type { Manager } from './store/records';
import type { Clock } from './values/clock';

/** The state of one stand-in, shared by its SOAP and its control side. */
export class Api3Core {
  readonly faults: Switchboard = newSwitchboard();
  readonly cookies = new SessionCookies();
  readonly sessions: Sessions;
  private currentStore: BillingStore;
  private currentJournal = new CallJournal();

  constructor(
    readonly manager: Manager,
    readonly now: Clock,
  ) {
    this.sessions = new Sessions(now);
    this.currentStore = new BillingStore(now());
  }

  get store(): BillingStore {
    return this.currentStore;
  }

  get journal(): CallJournal {
    return this.currentJournal;
  }

  /** Back to the demo data. Sessions live on: a caller should not have to sign in because a test began. */
  reset(): void {
    this.currentStore = new BillingStore(this.now());
    this.currentJournal = new CallJournal();
    this.faults.reset();
  }
}
