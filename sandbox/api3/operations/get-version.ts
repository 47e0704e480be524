import type { Operation } from './operation';

/** Needs no session: clients use it as a health probe. Its answer has a name of its own. */
export const getVersion: Operation = {
  name: 'getVersion',
  sessions: [],
  request: [],
  responseElement: 'TVersion',
  run: () => [
    ['version', '2.0'],
    ['build', 'sandbox'],
    ['revision', '0'],
  ],
};
