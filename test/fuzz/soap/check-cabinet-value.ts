import type {
  AgreementBalance,
  PaymentHistory,
  PromisedPaymentState,
  TariffService,
} from '../../../src/billing/cabinet.port';
import { roundedKopecks } from '../core/exact-money';
import { isId, isSum, paidSumText, UNREADABLE } from './answer-facts';
import { isSuggestionFor } from './is-suggestion';
import { childrenOf, marked, soleText, type ReadElement } from './read-xml';
import type { Call } from './scenes';
import { AGREEMENT, HISTORY_DAYS, TODAY, UID } from './subject';
import type { Truth } from './truth';

const DAY_MS = 86_400_000;
const SAID_NOTHING = ['', '-1'];
/** Of the good answer beside the one that is changed; the agreement has no debt there. */
const USUAL_SUM = 50_000;

const same = (value: string | null, text: string | null): boolean =>
  marked(value ?? '') === (text ?? UNREADABLE);
const sameSum = (value: number | null, expected: bigint | null): boolean =>
  value === null ? expected === null : isSum(value) && BigInt(value) === expected;

/** The sum that a field tells; null where it tells none. */
function told(row: ReadElement | null, name: string): bigint | null {
  const text = soleText(row, name);
  return text === null || SAID_NOTHING.includes(text) ? null : roundedKopecks(text);
}

function soleRow(truth: Truth): ReadElement | null {
  const [row = null, ...others] = childrenOf(truth.positive, 'ret');
  return others.length === 0 ? row : null;
}

function isOwn(row: ReadElement | null): boolean {
  return soleText(row, 'agrmid') === AGREEMENT && soleText(row, 'uid') === UID;
}

function owner(truth: Truth, value: string | null): string[] {
  const row = soleRow(truth);
  if (value === null) return truth.positive && row === null ? [] : ['nobody, but no answer says so'];
  const isRight = isId(value) && value === soleText(row, 'uid') && soleText(row, 'agrmid') === AGREEMENT;
  return isRight ? [] : [`the owner ${value}, but no answer says so`];
}

function balance(truth: Truth, value: AgreementBalance): string[] {
  const row = soleRow(truth);
  const isRight =
    isOwn(row) &&
    value.agreementId === AGREEMENT &&
    same(value.number, soleText(row, 'number')) &&
    sameSum(value.balanceKopecks, roundedKopecks(soleText(row, 'balance') || '0')) &&
    sameSum(value.creditKopecks, told(row, 'credit')) &&
    sameSum(value.promisedCreditKopecks, told(row, 'promisecredit')) &&
    value.recommendedPaymentKopecks === USUAL_SUM;
  return isRight ? [] : [`a balance that the answer does not hold: ${JSON.stringify(value)}`];
}

function recommended(truth: Truth, { recommendedPaymentKopecks: value }: AgreementBalance): string[] {
  if (value === null) {
    const mayBe = ['operation_missing', 'access_denied'].some((code) => truth.faultCodes.includes(code));
    return mayBe ? [] : ['no recommended payment, but no fault says so'];
  }
  const text = soleText(truth.positive, 'ret');
  return isSum(value) && text !== null && isSuggestionFor(text, BigInt(value))
    ? []
    : [`recommended ${value}, but the answer says ${String(text)}`];
}

function isThisService(value: TariffService, row: ReadElement): boolean {
  const price = ['totalmonthlyrent', 'monthlyrent', 'rent'].map((name) => told(row, name));
  return (
    isOwn(row) &&
    isId(value.serviceId) &&
    value.serviceId === soleText(row, 'vgid') &&
    same(value.login, soleText(row, 'login')) &&
    same(value.tariffName, soleText(row, 'tarifdescr')) &&
    sameSum(value.monthlyPriceKopecks, price.find((sum) => sum !== null) ?? null) &&
    (value.state === 'active') === (soleText(row, 'blocked') === '0')
  );
}

function services(truth: Truth, value: readonly TariffService[]): string[] {
  const rows = childrenOf(truth.positive, 'ret');
  const ids = new Set(rows.map((row) => soleText(row, 'vgid')));
  if (!truth.positive || value.length !== ids.size) return ['services that no answer holds, or too few'];
  return value
    .filter((service) => !rows.some((row) => isThisService(service, row)))
    .map((service) => `a service that the answer does not hold: ${JSON.stringify(service)}`);
}

type Entry = PaymentHistory['entries'][number];

function statusOf(pay: ReadElement | null): Entry['status'] {
  const status = soleText(pay, 'status');
  if (status === '2' || /[1-9]/.test(soleText(pay, 'canceldate') ?? '1')) return 'cancelled';
  return status === '3' ? 'corrected' : 'accepted';
}

/** Moscow has been three hours ahead of UTC for as long as these payments go back. */
function dayOf(full: ReadElement, pay: ReadElement | null): string {
  const timestamp = soleText(full, 'timestamp') ?? '';
  if (['', '0', '-1'].includes(timestamp)) return soleText(pay, 'paydate')?.slice(0, 10) ?? '';
  return new Date((Number(timestamp) + 3 * 3_600) * 1_000).toISOString().slice(0, 10);
}

function isThisEntry(value: Entry, full: ReadElement): boolean {
  const [pay = null] = childrenOf(full, 'pay');
  const text = paidSumText(full, pay);
  return (
    value.recordId === soleText(pay, 'recordid') &&
    soleText(pay, 'agrmid') === AGREEMENT &&
    same(value.documentNumber, soleText(pay, 'receipt')) &&
    same(value.channel, soleText(full, 'mgr')) &&
    sameSum(value.amountKopecks, text === null ? null : roundedKopecks(text)) &&
    value.status === statusOf(pay) &&
    value.paidOn === dayOf(full, pay)
  );
}

/** Rows that by their date alone belong into the history. */
function isDue(full: ReadElement): boolean {
  const day = soleText(childrenOf(full, 'pay')[0] ?? null, 'paydate')?.slice(0, 10) ?? '';
  const isPlain = ['', '0', '-1'].includes(soleText(full, 'timestamp') ?? 'x');
  return isPlain && HISTORY_DAYS.from <= day && day <= HISTORY_DAYS.to;
}

/** Of two rows with one record id, one stands for both. */
function areApart(rows: readonly ReadElement[]): boolean {
  return (
    new Set(rows.map((row) => soleText(childrenOf(row, 'pay')[0] ?? null, 'recordid'))).size === rows.length
  );
}

function history(truth: Truth, { entries, completeFrom }: PaymentHistory): string[] {
  const rows = childrenOf(truth.positive, 'ret');
  if (!truth.positive || completeFrom !== HISTORY_DAYS.from) return ['a history that no answer holds'];
  const wrong = entries.filter(
    (entry) =>
      entry.paidOn < HISTORY_DAYS.from ||
      entry.paidOn > HISTORY_DAYS.to ||
      !rows.some((row) => isThisEntry(entry, row)),
  );
  const missing = rows.filter((row) => isDue(row) && !entries.some((entry) => isThisEntry(entry, row)));
  return [
    ...wrong.map((entry) => `a payment that the answer does not hold: ${JSON.stringify(entry)}`),
    ...(missing.length > 0 && areApart(rows) ? ['a payment is missing'] : []),
  ];
}

function expectedRefusal(row: ReadElement): string | null {
  const [least, most, limit] = ['promisemin', 'promisemax', 'promiselimit'].map((name) =>
    roundedKopecks(soleText(row, name) ?? ''),
  );
  if (typeof least !== 'bigint' || typeof most !== 'bigint' || typeof limit !== 'bigint') return 'unreadable';
  if (least <= 0n || most < least) return 'not_offered';
  return soleText(row, 'promiseavailable') === '0' ? 'not_offered' : null;
}

function promised(truth: Truth, { terms, refusal, active }: PromisedPaymentState): string[] {
  if (active !== null) return ['an active promise, but none runs'];
  if (!truth.positive) {
    return terms === null && refusal !== null && truth.faultCodes.includes(refusal)
      ? []
      : ['terms or a refusal, but no fault says so'];
  }
  const row = soleRow(truth);
  if (refusal !== (row ? expectedRefusal(row) : 'not_offered')) return [`refused as ${String(refusal)}`];
  if (terms === null) return [];
  const dueOn = new Date(Date.parse(TODAY) + Number(soleText(row, 'promisetill')) * DAY_MS);
  const isRight =
    sameSum(terms.minKopecks, roundedKopecks(soleText(row, 'promisemin') ?? '')) &&
    sameSum(terms.maxKopecks, roundedKopecks(soleText(row, 'promisemax') ?? '')) &&
    sameSum(terms.feeKopecks, told(row, 'promisefee')) &&
    terms.dueOn === dueOn.toISOString().slice(0, 10);
  return isRight ? [] : [`terms that the answer does not hold: ${JSON.stringify(terms)}`];
}

function running(truth: Truth, { terms, refusal, active }: PromisedPaymentState): string[] {
  const rows = childrenOf(truth.positive, 'ret').filter((row) =>
    ['', '0'].includes(soleText(row, 'payid') ?? 'x'),
  );
  if (!truth.positive) return ['a promise, but no answer holds one'];
  if (active === null) return rows.length === 0 && terms !== null ? [] : ['no promise, but one runs'];
  const isThis = (row: ReadElement): boolean =>
    soleText(row, 'agrmid') === AGREEMENT &&
    sameSum(active.amountKopecks, roundedKopecks(soleText(row, 'amount') ?? '')) &&
    (soleText(row, 'promdate') ?? '').startsWith(active.takenOn ?? '') &&
    (soleText(row, 'promtill') ?? '').startsWith(active.dueOn ?? '');
  return refusal === 'already_active' && terms === null && rows.some(isThis)
    ? []
    : [`a promise that the answer does not hold: ${JSON.stringify(active)}`];
}

/** What is wrong with the value that a call of the cabinet ended in, held against what the answer says. */
export function checkCabinetValue(call: Call, truth: Truth, value: unknown): string[] {
  switch (call) {
    case 'findOwner':
      return owner(truth, value as string | null);
    case 'getBalance':
      return balance(truth, value as AgreementBalance);
    case 'recommendedPayment':
      return recommended(truth, value as AgreementBalance);
    case 'getServices':
      return services(truth, value as readonly TariffService[]);
    case 'getHistory':
      return history(truth, value as PaymentHistory);
    case 'getPromisedPayment':
      return promised(truth, value as PromisedPaymentState);
    case 'activePromise':
      return running(truth, value as PromisedPaymentState);
    case 'takePromisedPayment':
      return isId(soleText(truth.positive, 'ret')) ? [] : ['taken, but no answer says so'];
    case 'changePassword':
      return soleText(truth.positive, 'ret') === '1' ? [] : ['changed, but no answer says so'];
    case 'recoverPassword':
      return truth.positive || truth.faultCodes.includes('account_not_found')
        ? []
        : ['sent, but no answer says so'];
    default:
      return [`nobody knows what ${call} may end in`];
  }
}
