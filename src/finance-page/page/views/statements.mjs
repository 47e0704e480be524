import { moment } from '../days.mjs';
import { count } from '../money.mjs';
import { empty, pending } from '../pending.mjs';
import { table } from '../table.mjs';
import { actor, t } from '../words.mjs';
import { badLines, daySpan } from './files.mjs';
import { card } from './parts.mjs';

/** Statements that were loaded, the newest first. */
export function statementsCard(api) {
  return card(
    t('statements'),
    pending(
      () => api.get('bank-statements', { limit: 100 }),
      ({ items }) => (items.length === 0 ? empty(t('noStatements')) : statementTable(items, api)),
    ),
  );
}

function statementTable(items, api) {
  return table({
    caption: t('statements'),
    items,
    columns: [
      { title: t('file'), isHead: true, cell: ({ fileName }) => fileName },
      { title: t('days'), isShort: true, cell: daySpan },
      { title: t('documentsNew'), isNumber: true, cell: ({ documentsNew }) => count(documentsNew) },
      { title: t('documentsKnown'), isNumber: true, cell: ({ documentsKnown }) => count(documentsKnown) },
      { title: t('documentsOther'), isNumber: true, cell: ({ documentsOther }) => count(documentsOther) },
      {
        title: t('linesBad'),
        isNumber: true,
        cell: ({ id, fileName, faults }) => badLines(api, `bank-statements/${id}`, fileName, faults),
      },
      {
        title: t('uploaded'),
        cell: ({ uploadedAt, uploadedBy }) => `${moment(uploadedAt)}, ${actor(uploadedBy)}`,
      },
    ],
  });
}
