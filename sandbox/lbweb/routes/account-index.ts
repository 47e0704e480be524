import { readAccount } from '../core/account';
import { homeDashboard } from '../pages/home-dashboard';
import { panelDashboard } from '../pages/panel-dashboard';
import { tableDashboard } from '../pages/table-dashboard';
import type { Page } from '../visit';

const DASHBOARDS = {
  home: homeDashboard,
  panel: panelDashboard,
  table: tableDashboard,
  tableTopUp: tableDashboard,
} as const;

export const accountIndex: Page = {
  forGuests: false,
  answer: async (visit) => {
    const account = await readAccount(visit.core);
    const dashboard = DASHBOARDS[visit.cabinet.settings.theme];
    return { kind: 'page', title: 'Личный кабинет', content: dashboard(visit, account) };
  },
};
