import type { Finding } from '../books/discrepancy';
import { kopecks } from '../shared/money';
import { finding } from './compare/findings';
import { identityOf, isSameMatter, wholeOf } from './identity';

const RUN = { day: '2026-11-23', terminal: 'DEMO' };
const MISSING = finding({
  class: 'not_in_billing',
  paymentId: 'p1',
  bankKopecks: kopecks(50_000),
  details: { creditState: 'due', bankWord: 'taken' },
});
const changed = (changes: Partial<Finding>): Finding => ({ ...MISSING, ...changes });

describe('a finding', () => {
  it('is known by its class and subject within its day and terminal, whatever the sums', () => {
    const identity = identityOf(RUN, MISSING);
    expect(identity).toMatch(/^[0-9a-f]{64}$/);
    expect(identityOf(RUN, changed({ bankKopecks: kopecks(1), details: {} }))).toBe(identity);
    expect(identityOf({ ...RUN, day: '2026-11-24' }, MISSING)).not.toBe(identity);
    expect(identityOf({ ...RUN, terminal: 'OTHER' }, MISSING)).not.toBe(identity);
    expect(identityOf(RUN, changed({ class: 'amount_differs' }))).not.toBe(identity);
    expect(identityOf(RUN, changed({ paymentId: 'p2' }))).not.toBe(identity);
  });

  it.each<[string, Partial<Finding>, boolean]>([
    [
      'the outbox has gone on',
      { details: { creditState: 'parked', bankWord: 'taken', parkedReason: 'x' } },
      true,
    ],
    ['the details come in another order', { details: { bankWord: 'taken', creditState: 'due' } }, true],
    ['the sum is another', { bankKopecks: kopecks(50_001) }, false],
    ['the record is another', { recordId: '17' }, false],
    ['the agreement is another', { agreementId: '1941' }, false],
    ['the bank says otherwise', { details: { creditState: 'due', bankWord: 'returned' } }, false],
    ['it is no error any more', { severity: 'notice' }, false],
  ])('when %s is the same matter: told', (_name, changes, isSame) => {
    expect(isSameMatter(MISSING, changed(changes))).toBe(isSame);
  });

  it('is news as a whole when anything is', () => {
    expect(wholeOf(changed({ details: { bankWord: 'taken', creditState: 'due' } }))).toBe(wholeOf(MISSING));
    expect(wholeOf(changed({ remedy: 'posting' }))).not.toBe(wholeOf(MISSING));
    expect(wholeOf(changed({ details: { bankWord: 'taken', creditState: 'parked' } }))).not.toBe(
      wholeOf(MISSING),
    );
  });
});
