/** What a day must be free of before it can be closed, in the order in which a person goes about it. Stable. */
export const HINDRANCES = [
  'day_not_over',
  'day_settling',
  'quarantine_open',
  'orders_open',
  'postings_unsettled',
  'reconciliation_missing',
  'reconciliation_running',
  'reconciliation_outdated',
  'discrepancies_open',
] as const;

export type HindranceCode = (typeof HINDRANCES)[number];

/** One line of the checklist of a day. */
export interface Check {
  readonly code: HindranceCode;
  /** How many things of this kind hinder; 0 when none does. */
  readonly count: number;
  readonly text: { readonly ru: string; readonly en: string };
}

/** What is said where something hinders, and where nothing does; `{count}` is how many. */
interface Words {
  readonly hinders: Check['text'];
  readonly isFine: Check['text'];
}

const WORDS: Readonly<Record<HindranceCode, Words>> = {
  day_not_over: {
    hinders: { ru: 'День ещё идёт.', en: 'The day is not over.' },
    isFine: { ru: 'День закончился.', en: 'The day is over.' },
  },
  day_settling: {
    hinders: {
      ru: 'После конца дня прошло слишком мало времени.',
      en: 'Too little time has passed since the end of the day.',
    },
    isFine: {
      ru: 'После конца дня прошло достаточно времени.',
      en: 'Enough time has passed since the end of the day.',
    },
  },
  quarantine_open: {
    hinders: {
      ru: 'Идёт карантин: после восстановления базы ещё не выяснено, что есть у банка и биллинга.',
      en: 'A quarantine is open: what bank and billing hold is not proven yet after a restore.',
    },
    isFine: { ru: 'Карантина нет.', en: 'No quarantine is open.' },
  },
  orders_open: {
    hinders: {
      ru: 'Заказов дня, исход которых ещё не известен: {count}.',
      en: 'Orders of the day whose end is not known yet: {count}.',
    },
    isFine: { ru: 'Исход каждого заказа дня известен.', en: 'The end of every order of the day is known.' },
  },
  postings_unsettled: {
    hinders: {
      ru: 'Зачислений и сторно по платежам дня, которые не завершены или отложены: {count}.',
      en: 'Credits and reversals of the day’s payments that are not done, or parked: {count}.',
    },
    isFine: {
      ru: 'Все зачисления и сторно по платежам дня завершены или объяснены.',
      en: 'All credits and reversals of the day’s payments are done or explained.',
    },
  },
  reconciliation_missing: {
    hinders: {
      ru: 'Терминалов без сверки, начатой после конца дня: {count}.',
      en: 'Terminals without a reconciliation that began after the end of the day: {count}.',
    },
    isFine: { ru: 'Каждый терминал дня сверен.', en: 'Every terminal of the day was reconciled.' },
  },
  reconciliation_running: {
    hinders: {
      ru: 'Терминалов, по которым идёт сверка дня: {count}.',
      en: 'Terminals on which the day is being reconciled: {count}.',
    },
    isFine: { ru: 'Сверка дня сейчас не идёт.', en: 'The day is not being reconciled now.' },
  },
  reconciliation_outdated: {
    hinders: {
      ru: 'Терминалов, по которым платежи дня или реестр изменились после последней сверки: {count}. Запустите её ещё раз.',
      en: 'Terminals where payments of the day or the registry changed after the last reconciliation: {count}. Run it again.',
    },
    isFine: {
      ru: 'После последней сверки ничего не изменилось.',
      en: 'Nothing has changed since the last reconciliation.',
    },
  },
  discrepancies_open: {
    hinders: {
      ru: 'Расхождений дня, которые не устранены и не объяснены: {count}.',
      en: 'Discrepancies of the day that are neither healed nor explained: {count}.',
    },
    isFine: {
      ru: 'Все расхождения дня устранены или объяснены.',
      en: 'All discrepancies of the day are healed or explained.',
    },
  },
};

export function checkOf(code: HindranceCode, count: number): Check {
  const { ru, en } = count > 0 ? WORDS[code].hinders : WORDS[code].isFine;
  const filled = (text: string): string => text.replace('{count}', String(count));
  return { code, count, text: { ru: filled(ru), en: filled(en) } };
}
