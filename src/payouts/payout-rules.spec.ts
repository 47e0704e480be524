import { PayoutRules, type PayoutSettings } from './payout-rules';
import type { Payer } from './statement/statement';

const ACCOUNT = '40702810100000000001';
const BANK = '47422810200000000002';
const USUAL: PayoutSettings = { payers: ['7710140679', 'ТБанк', BANK], purposeWords: [], accounts: [] };

const isPayout = (settings: Partial<PayoutSettings>, payer: Partial<Payer>, purpose = ''): boolean =>
  new PayoutRules({ ...USUAL, ...settings }).isPayout({
    account: ACCOUNT,
    payer: { name: '', inn: null, account: null, ...payer },
    purpose,
  });

describe('the rules of payouts', () => {
  it('know the payer by taxpayer number, account, or name', () => {
    expect(isPayout({}, { inn: '7710140679' })).toBe(true);
    expect(isPayout({}, { inn: '7700000000', account: BANK })).toBe(true);
    expect(isPayout({}, { name: 'АО «ТБАНК»' })).toBe(true);
    expect(isPayout({}, { name: 'ООО «Ромашка»' })).toBe(false);
  });

  it('do not trust the name of somebody with another number', () => {
    expect(isPayout({}, { name: 'ООО «ТБанк-Сервис»', inn: '7700000000' })).toBe(false);
  });

  it('want one of the words in the purpose, where words are set', () => {
    const settings = { purposeWords: ['эквайринг', 'Расчёты'] };
    expect(isPayout(settings, { inn: '7710140679' }, 'Интернет-ЭКВАЙРИНГ')).toBe(true);
    expect(isPayout(settings, { inn: '7710140679' }, 'расчеты по терминалу')).toBe(true);
    expect(isPayout(settings, { inn: '7710140679' }, 'Проценты на остаток')).toBe(false);
  });

  it('take only accounts that are set', () => {
    expect(isPayout({ accounts: [ACCOUNT] }, { inn: '7710140679' })).toBe(true);
    expect(isPayout({ accounts: [BANK] }, { inn: '7710140679' })).toBe(false);
  });

  it('are known by what is kept of a statement, which the words do not change', () => {
    const hashOf = (settings: Partial<PayoutSettings>): string =>
      new PayoutRules({ ...USUAL, ...settings }).keepingHash;
    expect(hashOf({ purposeWords: ['x'] })).toBe(hashOf({}));
    expect(hashOf({ payers: [] })).not.toBe(hashOf({}));
  });

  it('name the account of tables only when there is but one', () => {
    const accountOf = (accounts: string[]): string | null =>
      new PayoutRules({ ...USUAL, accounts }).onlyAccount;
    expect([accountOf([]), accountOf([ACCOUNT]), accountOf([ACCOUNT, BANK])]).toEqual([null, ACCOUNT, null]);
  });
});
