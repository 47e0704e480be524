import { pageWith } from './canned-page.contract';
import { readDashboard } from './dashboard';
import { listedAgreements } from './listed-agreements';
import { historyRows } from './history-rows';
import { billingClockIn } from './billing-clock';
import { errorOf } from './alerts';
import { readPromised } from './promised-page';
const t = (name: string, f: () => unknown) => {
  const s = Date.now();
  try {
    f();
  } catch (e) {
    console.log(name, String(e).slice(0, 100));
  }
  console.log(name, Date.now() - s);
};
it('x', () => {
  for (const [n, unit] of [
    ['b', '<b></b>'],
    ['div', '<div class=x>'],
    ['tr', '<table><tr><td>1</td></tr></table>'],
    ['link', '<a href="/api.php?r=payment/promised&step=2&params[2][agrmid]=1">x</a>'],
    ['form', '<form><input name=step><input name="params[3][sum]"></form>'],
    ['alert', '<p class=alert-error>необходимо исправить следующие ошибки'],
    ['amp', '&nbsp;&'],
    ['lt', '<'],
    ['tbl', '<table><tr><td>'],
    ['cmt', '<!--'],
    ['sel', '<select name="params[2][agrmid]"><option value=1>x'],
  ] as const) {
    let page!: ReturnType<typeof pageWith>;
    const content = unit.repeat(Math.floor(4_000_000 / unit.length));
    t(n + ' parse', () => (page = pageWith(content, 'payment/promised')));
    if (!page) continue;
    t(n + ' dash', () => readDashboard(page));
    t(n + ' list', () => listedAgreements(page, []));
    t(n + ' hist', () => historyRows(page, billingClockIn('UTC')));
    t(n + ' err', () => errorOf(page));
    t(n + ' prom', () => readPromised(page));
  }
}, 300000);
