import { el } from '../dom.mjs';
import { count, sum } from '../money.mjs';
import { pending } from '../pending.mjs';
import { difference, money, table } from '../table.mjs';
import { t } from '../words.mjs';
import { card } from './parts.mjs';

/** What ledger, bank and billing say of the day, line under line, and what lies between them. */
export function dayTotalsCard({ seal }, { api, selection: { day } }) {
  return card(
    t('totals'),
    pending(() => api.get(`day-figures/${day}`), totalsTable),
    el('span', { class: 'muted small' }, t(seal ? 'totalsSealed' : 'totalsLive')),
  );
}

const side = (
  title,
  { payments, grossKopecks, refundsKopecks, otherKopecks = null, feeKopecks = null, netKopecks = null },
) => ({
  title,
  ...{ payments, grossKopecks, refundsKopecks, otherKopecks, feeKopecks, netKopecks },
});

const lacking = (one, other) => (other === null ? null : sum(one, -other));

/** The one less the other, in what both of them tell. */
function between(title, one, other) {
  return {
    title,
    isDifference: true,
    payments: lacking(one.payments, other.payments),
    grossKopecks: lacking(one.grossKopecks, other.grossKopecks),
    refundsKopecks: lacking(one.refundsKopecks, other.refundsKopecks),
    otherKopecks: null,
    feeKopecks: null,
    netKopecks: null,
  };
}

function rowsOf({ ledger, registry, billing }) {
  return [
    side(t('byLedger'), ledger),
    ...(registry ? [side(t('byRegistry'), registry)] : []),
    side(t('byBilling'), billing),
    ...(registry ? [between(t('ledgerLessRegistry'), ledger, registry)] : []),
    between(t('ledgerLessBilling'), ledger, billing),
  ];
}

function totalsTable(totals) {
  const shown = (item, kopecks) => (item.isDifference ? difference(kopecks) : money(kopecks));
  const number = ({ isDifference, payments }) =>
    el('span', { class: isDifference && payments ? 'bad' : null }, count(payments));
  const sums = ['gross', 'refunds', 'other', 'fee', 'net'];
  const hasOther = Boolean(totals.registry?.otherKopecks);
  return [
    table({
      caption: t('totals'),
      items: rowsOf(totals),
      rowClass: ({ isDifference }) => (isDifference ? 'difference' : null),
      columns: [
        { title: t('side'), isHead: true, cell: ({ title }) => title },
        { title: t('paymentsCount'), isNumber: true, cell: number },
        ...sums
          .filter((name) => name !== 'other' || hasOther)
          .map((name) => ({
            title: t(name),
            isNumber: true,
            cell: (item) => shown(item, item[`${name}Kopecks`]),
          })),
      ],
    }),
    totals.registry ? null : el('p', { class: 'muted' }, t('noRegistryForDay')),
  ];
}
