import { once, optional } from '../soap/element-rules';
import { StrictRefusal } from '../soap/strict-refusal';
import type { Operation } from './operation';
import { refuseOtherOperator } from './operator';
import { sendRecovery } from './send-recovery';

const E_MAIL = 0;

/** Writes to the subscriber; the password changes only when he follows the letter, which is not played. */
export const recoverPassword: Operation = {
  name: 'recoverPassword',
  sessions: [],
  request: [
    once('transport', 'int'),
    once('login', 'string'),
    once('sync', 'boolean'),
    optional('simplerecover', 'boolean'),
    optional('operid', 'int'),
  ],
  run({ message, store }) {
    const transport = message.integer('transport');
    if (transport !== E_MAIL) throw new StrictRefusal(`transport: "${transport}" is not 0, e-mail`);
    refuseOtherOperator(message.integer('operid'));
    const { recordid, destination } = sendRecovery(store, 'recoverPassword', message.text('login'));
    return [
      [
        'ret',
        [
          ['recordid', recordid],
          ['destination', destination],
        ],
      ],
    ];
  },
};
