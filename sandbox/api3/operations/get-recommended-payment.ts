import { once, optional } from '../soap/element-rules';
import { StrictRefusal } from '../soap/strict-refusal';
import type { Agreement } from '../store/records';
import { printDouble, printRoubles } from '../values/doubles';
import type { Operation } from './operation';
import { reachableAgreement } from './own-agreements';

/** 0 the full recommended sum, 1 what is missing now, which is played as the debt (api3 facts 9.4; the rest is unknown). */
const BY_MODE: Readonly<Record<number, (agreement: Agreement) => string>> = {
  0: ({ recommendedRoubles }) => printDouble(Number(recommendedRoubles)),
  1: ({ balanceKopecks }) => printRoubles(Math.max(0, -balanceKopecks)),
};

/** `id` is the agreement. */
export const getRecommendedPayment: Operation = {
  name: 'getRecommendedPayment',
  sessions: ['manager', 'client'],
  request: [
    once('id', 'long'),
    optional('mode', 'long'),
    optional('date', 'string'),
    optional('considerinstallment', 'boolean'),
  ],
  run(call) {
    const { message } = call;
    const agreement = reachableAgreement(call, message.integer('id'));
    const sumOf = BY_MODE[message.integer('mode')];
    if (!sumOf) throw new StrictRefusal(`mode: "${message.text('mode')}" is not 0 or 1`);
    return [['ret', sumOf(agreement)]];
  },
};
