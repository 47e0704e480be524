/** Whom and what all cases are about. */
export const UID = '940';
export const AGREEMENT = '1940';
export const RECEIPT = 'TB-01M86DCMK6FH0SMMHZDCF0V327';

/** By the clock that stands still. */
export const TODAY = '2026-11-24';
export const HISTORY_DAYS = { from: '2026-11-20', to: TODAY };
