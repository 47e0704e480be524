import type { Language } from '../../shared/problem/problem';
import type { FaultCode } from './bad-row';
import { FIELD_WORDS, type RegistryField } from './columns';

/** Each may be followed by the field that it is about. */
const WORDS: Readonly<Record<FaultCode, Readonly<Record<Language, string>>>> = {
  wrong_cell_count: {
    ru: 'В строке не столько ячеек, сколько в шапке: лишний или недостающий разделитель, незакрытая кавычка',
    en: 'The row has not as many cells as the heading: a separator too many or too few, or an open quote',
  },
  cell_missing: { ru: 'Ячейка пуста', en: 'The cell is empty' },
  cell_formula: {
    ru: 'В ячейке формула; сохраните файл со значениями',
    en: 'The cell holds a formula; save the file with values',
  },
  cell_unreadable: { ru: 'Значение ячейки не читается', en: 'The cell cannot be read' },
  amount_unreadable: { ru: 'Сумма не читается', en: 'The sum cannot be read' },
  amount_fraction: { ru: 'В сумме есть доли копейки', en: 'The sum has a fraction of a kopeck' },
  amount_zero: { ru: 'Сумма равна нулю', en: 'The sum is zero' },
  wrong_sign: { ru: 'Знак суммы не подходит операции', en: 'The sign of the sum does not fit the operation' },
  net_differs: {
    ru: 'Сумма за вычетом комиссий не равна сумме к перечислению',
    en: 'The sum less the fees is not the sum to be transferred',
  },
  date_unreadable: { ru: 'Дата не читается', en: 'The date cannot be read' },
  time_unreadable: { ru: 'Время не читается', en: 'The time cannot be read' },
  number_imprecise: {
    ru: 'Номер хранится числом и потерял последние цифры; нужен текст',
    en: 'The number is kept as a number and has lost its last digits; text is needed',
  },
  name_missing: {
    ru: 'Нет ни номера платежа, ни номера заказа',
    en: 'There is neither the number of a payment nor of an order',
  },
  name_unreadable: {
    ru: 'Номер слишком длинный или с лишними знаками',
    en: 'The number is too long or has odd characters',
  },
  operation_unknown: { ru: 'Неизвестный тип операции', en: 'An unknown type of operation' },
  no_money: {
    ru: 'По статусу деньги не двигались; строка не учтена',
    en: 'By its status no money has moved; the row does not count',
  },
};

/** Why a row was not taken, in plain words. */
export function faultReason(
  code: FaultCode,
  field: RegistryField | null,
): Readonly<Record<Language, string>> {
  const { ru, en } = WORDS[code];
  if (field === null) return { ru: `${ru}.`, en: `${en}.` };
  const words = FIELD_WORDS[field];
  return { ru: `${ru}: ${words.ru}.`, en: `${en}: ${words.en}.` };
}
