import { z } from 'zod';
import { jsonText } from './json-text';

const names = z.array(z.string().min(1)).optional();

/** Headings that are looked for before the usual ones, by what stands under them: `{"amount": ["Сумма, руб."]}`. */
export const registryColumns = jsonText(
  z.strictObject({
    paymentId: names,
    orderId: names,
    operation: names,
    status: names,
    amount: names,
    fee: names,
    fiscalFee: names,
    net: names,
    date: names,
    time: names,
    transferDate: names,
    terminal: names,
    paymentSystem: names,
    authorizationCode: names,
    rrn: names,
    description: names,
  }),
  {},
);

/** Our terminals by what the bank's registries call them. */
export const registryTerminals = jsonText(z.record(z.string().min(1), z.string().min(1).max(64)), {});
