import { once } from '../../soap/element-rules';
import { faultOf } from '../../soap/soap-fault';
import { StrictRefusal } from '../../soap/strict-refusal';
import { filterMoment, moscowDay } from '../../values/moscow-time';
import type { Operation } from '../operation';
import { lastDay, takePromise } from './take-promise';

/** By a manager, who says until when. */
export const promisePayment: Operation = {
  name: 'PromisePayment',
  sessions: ['manager'],
  request: [once('agrm', 'long'), once('summ', 'double'), once('promtill', 'string')],
  run(call) {
    const { message, manager, now } = call;
    const dueOn = readDay(message.text('promtill'));
    return takePromise(call, {
      modperson: manager.personid,
      dueOn(terms) {
        // That a day outside the group's terms is refused is inferred.
        if (dueOn < moscowDay(now()) || dueOn > lastDay(terms, now())) {
          throw faultOf('Promise payment is not available, date $1 is out of range', dueOn);
        }
        return dueOn;
      },
    });
  },
};

/** Its form is not known; the spellings of a date that filters take are taken here. */
function readDay(text: string): string {
  const moment = filterMoment(text);
  if (moment === undefined) throw new StrictRefusal(`promtill: "${text}" is no date of a known form`);
  return moment.slice(0, 10);
}
