import { Wakeup } from '../ledger/wakeup';

/** Tells the worker of this process that a run was asked for. */
export class RunSignal extends Wakeup {}
