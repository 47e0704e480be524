import { currentTheme } from './dashboard-current';
import { olderTable } from './dashboard-older';
import { panelTheme } from './dashboard-panels';
import { comparable, textOf } from './html-text';
import type { Page } from './page';
import type { ShownAgreements } from './shown-agreements';

export interface Profile {
  readonly fullName: string | null;
  readonly email: string | null;
  readonly phone: string | null;
}

export interface Dashboard extends ShownAgreements {
  readonly profile: Profile;
}

/** In the order in which they are tried. */
const THEMES: readonly ((page: Page) => ShownAgreements | null)[] = [currentTheme, panelTheme, olderTable];

/**
 * Reads `account/index` in any theme that is known.
 * @throws UpstreamChanged when no balance is found or one cannot be read
 */
export function readDashboard(page: Page): Dashboard {
  for (const theme of THEMES) {
    const shown = theme(page);
    if (shown) return { ...shown, profile: profileOf(page) };
  }
  throw page.changed('no balance');
}

const NAMES = ['.name-person', 'span.content-aside-name', 'div.content-aside p', '.client-info-item-value'];

function profileOf(page: Page): Profile {
  const names = NAMES.map((selector) => textOf(page.find(selector).first()));
  const email = textOf(page.find('.email-person').first());
  const phone = textOf(page.find('.phone-person').first());
  return {
    fullName: withoutLabel(names.find((text) => text !== '') ?? '') || null,
    email: /[^\s:;,<>@]+@[^\s;,<>@]+/.exec(email)?.[0] ?? null,
    phone: /\+?\d[\d ()-]{3,}\d/.exec(phone)?.[0] ?? null,
  };
}

/** `ФИО: Иванов Иван` as well as the name alone. */
function withoutLabel(text: string): string {
  const [label = '', ...rest] = text.split(':');
  const isLabel = rest.length > 0 && /^(?:фио|ф\.и\.о\.|имя|абонент|клиент)$/.test(comparable(label));
  return isLabel ? rest.join(':').trim() : text;
}
