import { shortDay } from '../days.mjs';
import { el } from '../dom.mjs';
import { count } from '../money.mjs';
import { empty, pending } from '../pending.mjs';
import { difference, money, table } from '../table.mjs';
import { t } from '../words.mjs';
import { card } from './parts.mjs';

/** Whether the bank keeps what its tariff says. */
export function feeCheckCard(api, range) {
  return card(
    t('feeCheck'),
    pending(
      () => api.get('fee-check', range),
      ({ isTariffSet, days, differences }) => {
        if (!isTariffSet) return empty(t('noTariff'));
        if (days.length === 0) return empty(t('noFees'));
        return [
          feeDays(days),
          differences.length === 0
            ? null
            : el(
                'details',
                {},
                el('summary', {}, `${t('feeDifferences')}: ${count(differences.length)}`),
                feeDifferences(differences),
              ),
        ];
      },
    ),
  );
}

const feeColumns = [
  { title: () => t('feeKept'), cell: ({ feeKopecks }) => money(feeKopecks) },
  { title: () => t('feeByTariff'), cell: ({ expectedFeeKopecks }) => money(expectedFeeKopecks) },
  { title: () => t('difference'), cell: ({ differenceKopecks }) => difference(differenceKopecks) },
];

const fees = () => feeColumns.map(({ title, cell }) => ({ title: title(), cell, isNumber: true }));

function feeDays(items) {
  return table({
    caption: t('feeCheck'),
    items,
    columns: [
      { title: t('day'), isHead: true, isShort: true, cell: ({ day }) => shortDay(day) },
      { title: t('terminal'), cell: ({ terminal }) => el('span', { class: 'mono' }, terminal) },
      { title: t('paymentsCount'), isNumber: true, cell: ({ payments }) => count(payments) },
      ...fees(),
      { title: t('differing'), isNumber: true, cell: ({ differing }) => count(differing) },
      { title: t('withoutTariff'), isNumber: true, cell: ({ withoutTariff }) => count(withoutTariff) },
    ],
  });
}

function feeDifferences(items) {
  return table({
    caption: t('feeDifferences'),
    items,
    columns: [
      { title: t('day'), isShort: true, isHead: true, cell: ({ day }) => shortDay(day) },
      {
        title: t('order'),
        cell: ({ orderId, acquirerPaymentId }) =>
          el('span', { class: 'mono' }, orderId ?? acquirerPaymentId ?? '—'),
      },
      { title: t('amount'), isNumber: true, cell: ({ amountKopecks }) => money(amountKopecks) },
      ...fees(),
    ],
  });
}
