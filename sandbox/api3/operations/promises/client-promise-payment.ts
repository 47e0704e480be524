import { once } from '../../soap/element-rules';
import { TAKEN_BY_SUBSCRIBER } from '../../store/promises';
import type { Operation } from '../operation';
import { lastDay, takePromise } from './take-promise';

/** By the subscriber; the day is the group's. */
export const clientPromisePayment: Operation = {
  name: 'ClientPromisePayment',
  sessions: ['client'],
  request: [once('agrm', 'long'), once('summ', 'double')],
  run: (call) =>
    takePromise(call, {
      modperson: TAKEN_BY_SUBSCRIBER,
      dueOn: (terms) => lastDay(terms, call.now()),
    }),
};
