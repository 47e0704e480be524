import type { Subscriber } from '../cabinet.port';
import { answer, type CannedAnswer } from './canned-core.contract';

export const SUBSCRIBER: Subscriber = { uid: '12', sessionId: 's-1' };

type Fields = Readonly<Record<string, string>>;

/** Elements of a name and a text each. */
export function elements(fields: Fields): string {
  return Object.entries(fields)
    .map(([name, value]) => `<${name}>${value}</${name}>`)
    .join('');
}

/** An answer of one row. */
export function oneRow(operation: string, fields: Fields): CannedAnswer {
  return answer(operation, `<ret>${elements(fields)}</ret>`);
}

/** The agreement 1940 of {@link SUBSCRIBER}. */
export function agreementAnswer(changes: Fields = {}): CannedAnswer {
  return oneRow('getAgreements', {
    agrmid: '1940',
    uid: '12',
    archive: '0',
    vgroups: '1',
    balance: '-66.670000000000002',
    credit: '300',
    promisecredit: '100',
    number: '001',
    closedon: '0000-00-00',
    ...changes,
  });
}
