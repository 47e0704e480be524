import { formatRoubles, type Kopecks } from '../../shared/money';
import { UpstreamError, type UnknownOutcome } from '../../shared/upstream-errors';
import { CabinetRejection } from '../cabinet.port';
import { errorOf } from './alerts';
import { isSignIn } from './addresses';
import { rejected, sessionEnded, unknownOutcome } from './failures';
import { filledIn, formsWith, namesLike, submitsTo, valueOf, type Form, type Submission } from './forms';
import { openPromised } from './open-promised';
import type { Page } from './page';
import { promiseRefusalIn } from './promise-refusal';
import { readPromised } from './promised-page';
import type { SignedIn } from './signed-in';
import type { Visit } from './visit';

const operation = 'payment/promised';

const DONE = /обещанный платеж успешно проведен/;
const OUT_OF_BOUNDS = /сумма должна быть (?:больше|меньше)/;
const SUM_NAME = /(?:^|\[)sum\]?$/i;
const FORM_FIELDS = /^step$|(?:^|\[)sum\]?$/i;

/**
 * Takes a promised payment by the form of the wizard's second step, once. The sum is held against the terms before: what the page
 * does not offer is not sent. Only the cabinet's own words say that it is done.
 * @throws Rejected `agreement_not_found`, `promise_refused`, `promise_sum_out_of_bounds`, `session_ended`; Unavailable;
 *   UnknownOutcome for every answer that says neither yes nor no
 */
export async function takePromisedPayment(
  signedIn: SignedIn,
  agreementId: string,
  amountKopecks: Kopecks,
): Promise<void> {
  const page = await openPromised(signedIn, agreementId);
  const { terms, refusal } = readPromised(page);
  if (terms === null) throw rejected(operation, CabinetRejection.promiseRefused, refusal ?? undefined);
  if (amountKopecks < terms.minKopecks || amountKopecks > terms.maxKopecks) {
    throw rejected(operation, CabinetRejection.promiseSumOutOfBounds);
  }
  const said = await send(signedIn.visit, submissionOf(page, agreementId, amountKopecks));
  const error = errorOf(said);
  if (error === '' && DONE.test(said.words())) return;
  throw refusalIn(error) ?? unproven(said);
}

/** The form as the page has it: its method, its hidden fields, and the sum in its one open field. */
function submissionOf(page: Page, agreementId: string, amountKopecks: Kopecks): Submission {
  const [form, ...others] = formsWith(page, FORM_FIELDS).filter(
    (candidate) => sumFieldOf(candidate) !== null,
  );
  if (!form || others.length > 0) throw page.changed('promise form');
  const sum = formatRoubles(amountKopecks).replace(/\.00$/, '');
  const submission = filledIn(form, [[sumFieldOf(form) ?? '', sum]]);
  const isThird = only(submission, /^step$/) === '3';
  const isOfAgreement = only(submission, /\[agrmid\]$/) === agreementId;
  if (!isThird || !isOfAgreement || !submitsTo(submission, operation)) throw page.changed('promise form');
  return submission;
}

/** The one value that a submission has for such names; null for none, and for several that differ. */
function only({ url, body }: Submission, name: RegExp): string | null {
  const pairs = [...url.searchParams, ...(body ?? [])].filter(([candidate]) => name.test(candidate));
  const [value, ...others] = new Set(pairs.map(([, said]) => said));
  return value !== undefined && others.length === 0 ? value : null;
}

/** The field named `sum`, or the only one that one can write into. */
function sumFieldOf(form: Form): string | null {
  const named = namesLike(form, SUM_NAME);
  if (named.length === 1) return named[0] ?? null;
  const open = [...form.controls].filter(
    ([, [control]]) =>
      control?.is('input') && ['text', 'number'].includes((control.attr('type') ?? 'text').toLowerCase()),
  );
  return open.length === 1 && valueOf(form, 'step') !== null ? (open[0]?.[0] ?? null) : null;
}

/** The page that the cabinet shows afterwards, by itself or behind a redirection. */
async function send(visit: Visit, submission: Submission): Promise<Page> {
  const answer = await visit.act(submission, operation);
  if (answer.kind === 'page') return answer.page;
  // Who is led to the sign-in page at once was not let in, so nothing was done.
  if (isSignIn(answer.to.href)) throw sessionEnded(operation);
  try {
    return await visit.page(answer.to, operation);
  } catch (error) {
    if (error instanceof UpstreamError) throw unknownOutcome(operation, error.code, error.upstreamCode);
    throw error;
  }
}

function refusalIn(error: string): UpstreamError | null {
  if (OUT_OF_BOUNDS.test(error)) return rejected(operation, CabinetRejection.promiseSumOutOfBounds);
  const refusal = promiseRefusalIn(error);
  return refusal && rejected(operation, CabinetRejection.promiseRefused, refusal);
}

function unproven(page: Page): UnknownOutcome {
  return unknownOutcome(operation, 'unproven', page.changed('promise answer').upstreamCode);
}
