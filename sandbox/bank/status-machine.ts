/** Which status may follow which (bank facts: statuses). A status that is not named here is an ending. */
const MOVES: ReadonlyMap<string, readonly string[]> = new Map([
  ['NEW', ['FORM_SHOWED', 'CANCELED', 'DEADLINE_EXPIRED']],
  ['FORM_SHOWED', ['3DS_CHECKING', 'AUTHORIZING', 'CANCELED', 'DEADLINE_EXPIRED']],
  ['3DS_CHECKING', ['3DS_CHECKED', 'AUTH_FAIL']],
  ['3DS_CHECKED', ['AUTHORIZING']],
  ['AUTHORIZING', ['AUTHORIZED', 'REJECTED']],
  ['AUTHORIZED', ['CONFIRMING', 'REVERSING']],
  ['CONFIRMING', ['CONFIRMED']],
  ['CONFIRMED', ['REFUNDING']],
  ['REFUNDING', ['REFUNDED', 'PARTIAL_REFUNDED']],
  ['PARTIAL_REFUNDED', ['REFUNDING']],
  ['REVERSING', ['REVERSED', 'PARTIAL_REVERSED']],
  ['PARTIAL_REVERSED', ['REVERSING', 'CONFIRMING']],
  // The form offers another try until the deadline: one failed try does not kill the link.
  ['AUTH_FAIL', ['3DS_CHECKING', 'AUTHORIZING', 'DEADLINE_EXPIRED']],
  ['REJECTED', ['3DS_CHECKING', 'AUTHORIZING']],
]);

export function mayMove(from: string, to: string): boolean {
  return MOVES.get(from)?.includes(to) ?? false;
}

/** A link in this status can still be paid, if its deadline is ahead. */
export function isPayable(status: string): boolean {
  return ['NEW', 'FORM_SHOWED', 'AUTH_FAIL', 'REJECTED'].includes(status);
}

/** Money was taken, wholly or in part given back since or not. */
export function isPaid(status: string): boolean {
  return ['CONFIRMING', 'CONFIRMED', 'REFUNDING', 'PARTIAL_REFUNDED', 'REFUNDED'].includes(status);
}
