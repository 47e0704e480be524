import { SEAL_FAULTS, type SealFault } from './seal-fault';

/** A fault as one line of English for a terminal. */
export function faultLine({ kind, field, sealed, found, ...where }: SealFault): string {
  const { day, sequence, rowNo, paymentId, orderId } = where;
  const facts: [string, string | number | null][] = [
    ['day', day],
    ['seal', sequence],
    ['row', rowNo],
    ['payment', paymentId],
    ['order', orderId],
    ['field', field],
  ];
  const named = facts.flatMap(([name, value]) => (value === null ? [] : [`${name} ${String(value)}`]));
  const values =
    field === null && sealed === null ? [] : [`sealed ${sealed ?? 'null'}`, `found ${found ?? 'null'}`];
  return `${kind}: ${[...named, ...values].join(', ')}. ${SEAL_FAULTS[kind].en}`;
}
