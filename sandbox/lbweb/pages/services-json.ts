import type { ServiceAccount } from '../core/service-accounts';
import { escaped } from '../html/escape';
import type { CabinetSettings } from '../settings/cabinet-settings';
import { printSum } from '../values/sum-text';

export const SERVICE_COLUMNS = [
  'Учетная запись',
  'Тариф',
  'Абонентская плата',
  'Услуги',
  'Состояние',
] as const;

/** Two of these texts were seen; those of 2, 3 and 5 are inferred (lbweb facts 4, api3 facts 9.4). */
const BLOCK_TEXTS: Readonly<Record<number, string>> = {
  1: 'Недостаточно средств',
  2: 'Заблокирован пользователем',
  3: 'Заблокирован администратором',
  4: 'Недостаточно средств',
  5: 'Превышен лимит трафика',
  10: 'Выключен',
};

function tariff({ tariff, speedKbps }: ServiceAccount, { tariffText }: CabinetSettings): unknown {
  const speed = speedKbps === 0 ? '' : `${speedKbps / 1000} Мбит/с`;
  switch (tariffText) {
    case 'html':
      return `<div>${escaped(tariff)}</div><div class="tar-curshape">${speed}</div>`;
    case 'text':
      return tariff;
    case 'object':
      return { descr: tariff, shape: speedKbps === 0 ? null : speedKbps };
  }
}

/** One service account as the dashboard's script gets it. */
export function serviceJson(account: ServiceAccount, settings: CabinetSettings): unknown {
  const { extraServices, activeState } = settings;
  return {
    login: { login: account.login, actions: [] },
    tarifdescr: tariff(account, settings),
    rent: printSum(account.rentKopecks, settings.sums),
    services: extraServices.length > 0 ? extraServices : ['Нет подключенных услуг'],
    state: { state: account.blocked === 0 ? activeState : (BLOCK_TEXTS[account.blocked] ?? 'Выключен') },
  };
}
