import type { PromiseRefusal } from '../cabinet.port';
import type { Page } from './page';
import { errorOf } from './alerts';

/** The cabinet's texts for why no promised payment is to be had, without regard to `ё`. */
const TEXTS: readonly (readonly [RegExp, PromiseRefusal])[] = [
  [/недостаточный возраст договора/, 'agreement_too_young'],
  [/слишком большая задолженность/, 'debt_too_large'],
  [/просрочен/, 'last_overdue'],
  [/обещанный платеж недоступен/, 'not_offered'],
  [
    /обещанный платеж (?:уже|еще) (?:взят|назначен|действует|активен)|уже (?:есть|взят|имеется) (?:действующий )?обещанный платеж/,
    'already_active',
  ],
];

/** Texts that stand for nothing else, also outside an alert. */
const PLAIN_TEXTS = TEXTS.filter(([, refusal]) => refusal !== 'last_overdue' && refusal !== 'already_active');

export function promiseRefusalIn(text: string): PromiseRefusal | null {
  return TEXTS.find(([words]) => words.test(text))?.[1] ?? null;
}

/** Why the page offers no promised payment; null when it does not say so in words that are known. */
export function promiseRefusalOn(page: Page): PromiseRefusal | null {
  const words = page.words();
  return promiseRefusalIn(errorOf(page)) ?? PLAIN_TEXTS.find(([plain]) => plain.test(words))?.[1] ?? null;
}
