import { TEST_CARDS } from './cards';
import type { CardInput } from './payment';

export type FormRead =
  { readonly ok: true; readonly input: CardInput } | { readonly ok: false; readonly error: string };

/** Reads what the payer typed. Only test cards are taken, so that no real number gets into a stand-in. */
export function readForm(fields: URLSearchParams): FormRead {
  const pan = (fields.get('card') ?? '').replace(/[\s-]/g, '');
  const expiry = /^(0[1-9]|1[0-2])\s*\/?\s*(\d\d)$/.exec((fields.get('expiry') ?? '').trim());
  const email = (fields.get('email') ?? '').trim();
  if (!TEST_CARDS.has(pan))
    return { ok: false, error: 'Неизвестная карта: стенд принимает только карты из списка' };
  if (!expiry) return { ok: false, error: 'Срок действия: месяц и год, например 12/30' };
  if (!/^\d{3}$/.test((fields.get('cvc') ?? '').trim())) return { ok: false, error: 'CVC: три цифры' };
  if (email && !/^[^@\s]+@[^@\s]+$/.test(email)) return { ok: false, error: 'Проверьте адрес эл. почты' };
  return {
    ok: true,
    input: { pan, expDate: `${expiry[1] ?? ''}${expiry[2] ?? ''}`, email: email || undefined },
  };
}
