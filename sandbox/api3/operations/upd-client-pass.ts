import { once, optional } from '../soap/element-rules';
import { faultOf } from '../soap/soap-fault';
import type { Account, ServiceAccount } from '../store/records';
import type { Call, Operation } from './operation';
import { ownAgreements, subscriberOf } from './own-agreements';

/** The old cabinet's own rule; the core's is set by password templates. */
const LEAST_LENGTH = 6;
const DONE = 1;

/** A new password for the account or, with `vgid`, for a service account of it. The texts of its refusals are inferred. */
export const updClientPass: Operation = {
  name: 'updClientPass',
  sessions: ['client'],
  request: [optional('vgid', 'long'), once('oldpass', 'string'), once('newpass', 'string')],
  run(call) {
    const { message } = call;
    const holder = passwordHolder(call, message.integer('vgid'));
    const newPassword = message.text('newpass');
    if (holder.password !== message.text('oldpass')) throw faultOf('Invalid old password');
    if (newPassword.length < LEAST_LENGTH) throw faultOf('Password is too short');
    holder.password = newPassword;
    return [['ret', DONE]];
  },
};

function passwordHolder(call: Call, vgid: number): Account | ServiceAccount {
  if (vgid === 0) return subscriberOf(call);
  const service = ownAgreements(call, 0)
    .flatMap(({ agrmid }) => call.store.servicesOf(agrmid))
    .find((own) => own.vgid === vgid);
  if (!service) throw faultOf('Vgroup not found. vg_id = $1', vgid);
  return service;
}
