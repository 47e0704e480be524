import { z } from 'zod';
import { jsonText } from './json-text';

const names = z.array(z.string().min(1)).optional();

/** Names of columns that are looked for before the usual ones, by what stands in them: `{"purpose": ["Детали платежа"]}`. */
export const statementColumns = jsonText(
  z.strictObject({
    number: names,
    documentDate: names,
    date: names,
    amount: names,
    credit: names,
    debit: names,
    direction: names,
    account: names,
    payerName: names,
    payerInn: names,
    payerAccount: names,
    purpose: names,
  }),
  {},
);
