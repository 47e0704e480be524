import type { Bank } from '../bank';
import type { Fields } from '../fields';
import type { JsonObject } from '../json';

/** One method of the bank, called after terminal, token and fields were checked. */
export interface Method {
  readonly fields: Fields;
  /** @throws Refusal */
  readonly answer: (bank: Bank, request: JsonObject) => JsonObject;
}
