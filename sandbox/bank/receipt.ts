import { isObject, numberText, textOf, wholeNumber, type JsonObject } from './json';
import { Refusal } from './refusal';

const TAXATIONS = ['osn', 'usn_income', 'usn_income_outcome', 'esn', 'patent'];
const PAYMENT_KINDS = ['Cash', 'Electronic', 'AdvancePayment', 'Credit', 'Provision'];

function needText(owner: JsonObject, name: string, where: string): string {
  const value = textOf(owner, name);
  if (!value) throw new Refusal('201', `${where}.${name}: поле не должно быть пустым`);
  return value;
}

function needKopecks(owner: JsonObject, name: string, where: string): number {
  const value = wholeNumber(owner[name]);
  if (value === undefined || value < 0)
    throw new Refusal('1', `${where}.${name}: ожидается целое число копеек`);
  return value;
}

/** Checks one line and answers its sum. */
function itemAmount(item: unknown, where: string, version: string): number {
  if (!isObject(item)) throw new Refusal('1', `${where}: ожидается объект`);
  if (needText(item, 'Name', where).length > 128) throw new Refusal('1', `${where}.Name: длиннее 128`);
  needText(item, 'Tax', where);
  if (version === '1.2') {
    for (const name of ['PaymentMethod', 'PaymentObject', 'MeasurementUnit']) needText(item, name, where);
  }
  const price = needKopecks(item, 'Price', where);
  const amount = needKopecks(item, 'Amount', where);
  const quantity = numberText(item['Quantity']) ?? '';
  if (!/^\d{1,5}(\.\d{1,3})?$/.test(quantity)) {
    throw new Refusal('310', `${where}.Quantity: ожидается число, до 5 цифр и до 3 после точки`);
  }
  // Quantity has three decimals, so price times quantity meets the sum only within that rounding.
  if (Math.abs(price * Number(quantity) - amount) > price * 0.0005 + 1) {
    throw new Refusal('1', `${where}.Amount: не равно Price × Quantity`);
  }
  return amount;
}

function checkContacts(receipt: JsonObject): void {
  const phone = textOf(receipt, 'Phone');
  const email = textOf(receipt, 'Email');
  if (!phone && !email) throw new Refusal('329', 'Receipt: нужен Email или Phone');
  if (phone && phone.length > 19) throw new Refusal('316', 'Receipt.Phone: длиннее 19');
  if (phone && !/^\+\d+$/.test(phone)) throw new Refusal('1', 'Receipt.Phone: ожидается + и цифры');
  if (email && (email.length > 64 || !/^[^@\s]+@[^@\s]+$/.test(email))) {
    throw new Refusal('1', 'Receipt.Email: неверный вид или длиннее 64');
  }
}

function checkKindsOfPayment(payments: unknown, total: number): void {
  if (!isObject(payments)) throw new Refusal('1', 'Receipt.Payments: ожидается объект');
  const given = PAYMENT_KINDS.filter((kind) => payments[kind] !== undefined);
  const sum = given.reduce((all, kind) => all + needKopecks(payments, kind, 'Receipt.Payments'), 0);
  if (sum !== total) throw new Refusal('308', `Receipt.Payments: сумма ${sum}, позиции ${total}`);
}

/**
 * Checks a receipt against the sum it is for (bank facts: receipts).
 * @throws Refusal
 */
export function checkReceipt(receipt: JsonObject, amount: number): void {
  const version = textOf(receipt, 'FfdVersion') ?? '1.05';
  if (!['1.05', '1.2'].includes(version))
    throw new Refusal('1', 'Receipt.FfdVersion: ожидается 1.05 или 1.2');
  if (!TAXATIONS.includes(needText(receipt, 'Taxation', 'Receipt'))) {
    throw new Refusal('1', `Receipt.Taxation: ожидается одно из ${TAXATIONS.join(', ')}`);
  }
  checkContacts(receipt);
  const items: unknown = receipt['Items'];
  if (!Array.isArray(items) || items.length < 1 || items.length > 100) {
    throw new Refusal('201', 'Receipt.Items: нужно от 1 до 100 позиций');
  }
  const total = items
    .map((item, index) => itemAmount(item, `Receipt.Items[${index}]`, version))
    .reduce((sum, itemSum) => sum + itemSum, 0);
  if (total !== amount) throw new Refusal('334', `Receipt: сумма позиций ${total}, сумма операции ${amount}`);
  if (receipt['Payments'] !== undefined) checkKindsOfPayment(receipt['Payments'], total);
}
