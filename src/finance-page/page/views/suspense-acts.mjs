import { ask } from '../dialog.mjs';
import { rubles } from '../money.mjs';
import { actor, t } from '../words.mjs';
import { inLanguage } from './discrepancy-parts.mjs';

/** The first person says where the money is to go. */
export function propose(item, suggestion, api, done) {
  return ask({
    title: t('propose'),
    text: t('proposeMore'),
    confirm: t('proposeThis'),
    fields: [
      {
        name: 'agreementId',
        label: t('agreementId'),
        value: suggestion?.agreement?.agreementId ?? '',
        pattern: '[1-9][0-9]{0,18}',
        length: 19,
      },
      { name: 'note', label: t('why'), value: suggestion ? inLanguage(suggestion.reason) : '', isLong: true },
    ],
    act: (body) => api.post(`suspense-cases/${item.id}/proposal`, body).then(() => done(t('proposed'))),
  });
}

/** The second person approves what was looked at, and nothing that came after. */
export function approveMove({ id, version, amountKopecks, proposal, proposedOwnerName }, api, done) {
  const { agreementNumber: number, note } = proposal;
  return ask({
    title: t('approveMove'),
    text: [
      t('approveMoveMore', {
        amount: rubles(amountKopecks),
        number,
        owner: proposedOwnerName ?? '—',
        who: actor(proposal.by),
        note,
      }),
      t('approveMoveTwo'),
    ],
    confirm: t('approveMove'),
    act: () => api.post(`suspense-cases/${id}/approval`, { version }).then(() => done(t('moveApproved'))),
  });
}

export function dismiss({ id }, api, done) {
  return ask({
    title: t('dismiss'),
    text: t('dismissMore'),
    confirm: t('dismiss'),
    fields: [{ name: 'reason', label: t('reason'), isLong: true }],
    act: (body) => api.post(`suspense-cases/${id}/dismissal`, body).then(() => done(t('dismissed'))),
  });
}
