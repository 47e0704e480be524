import type { Profile } from './dashboard';
import { formsWith, namesLike, valueOf, type Form } from './forms';
import type { SignedIn } from './signed-in';

export type Contacts = Pick<Profile, 'email' | 'phone'>;

const EMAIL = /(?:^|\[)email\]?$/i;
const MOBILE = /(?:^|\[)mobile\]?$/i;
const PHONE = /(?:^|\[)phone\]?$/i;

/**
 * E-mail and phone from the form of `profile/index`, for themes whose dashboard shows neither. Both null where the cabinet has no
 * such page or form. Source of the fields: the vendor's cabinet of 2014.
 * @throws Rejected `session_ended`; Unavailable
 */
export async function readContacts({ visit, addressOf }: SignedIn): Promise<Contacts> {
  const page = await visit.pageIfAny(addressOf('profile/index'), 'profile/index');
  const form = page && formsWith(page, EMAIL)[0];
  if (!form) return { email: null, phone: null };
  return { email: valueLike(form, EMAIL), phone: valueLike(form, MOBILE) ?? valueLike(form, PHONE) };
}

function valueLike(form: Form, name: RegExp): string | null {
  const [only, ...others] = namesLike(form, name);
  return only === undefined || others.length > 0 ? null : valueOf(form, only)?.trim() || null;
}
