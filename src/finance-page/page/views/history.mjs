import { moment } from '../days.mjs';
import { table } from '../table.mjs';
import { actor, named, t } from '../words.mjs';

/** What was done, by whom and why, the oldest first. */
export function history(items) {
  return table({
    caption: t('history'),
    items,
    columns: [
      { title: t('when'), isShort: true, cell: ({ at }) => moment(at) },
      { title: t('event'), cell: ({ type }) => named('event', type) },
      { title: t('who'), cell: (line) => actor(line.actor) },
      { title: t('comment'), cell: ({ text, evidence }) => text ?? evidence.assignee ?? '' },
    ],
  });
}
