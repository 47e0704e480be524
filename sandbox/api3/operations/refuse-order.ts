import type { Message } from '../soap/message';
import { StrictRefusal } from '../soap/strict-refusal';

/** By which columns such a list can be sorted is not known, so an order that is silently ignored is refused. */
export function refuseOrder(message: Message): void {
  if (message.has('ord')) throw new StrictRefusal('ord: sorting is served for payments only');
}
