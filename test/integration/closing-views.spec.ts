import type { DataSource } from 'typeorm';
import { BusinessDaysController } from '../../src/closing/business-days.controller';
import { SealCheckController } from '../../src/closing/seal-check/seal-check.controller';
import { Contract } from '../contract/contract';
import { failureOf } from '../support/auth-house';
import { ClosingHouse, DAY } from '../support/closing-house';
import { dropAndClose, freshDataSource } from '../support/database';

const contract = Contract.load();

describe('what the routes of closing answer', () => {
  let dataSource: DataSource;
  let house: ClosingHouse;
  let days: BusinessDaysController;
  beforeAll(async () => {
    dataSource = await freshDataSource();
    house = await ClosingHouse.empty(dataSource);
    const { reading, closing, reopening, act } = house.one;
    days = new BusinessDaysController(reading, closing, reopening, act);
    await house.payment();
  });
  afterAll(() => dropAndClose(dataSource));

  const isDeclared = (schema: string, value: unknown): void => {
    expect(contract.schemas.errors(`/components/schemas/${schema}`, value)).toEqual([]);
  };

  it('is as the contract says, through all states of a day', async () => {
    isDeclared('BusinessDayDetails', await days.read(DAY));
    await house.reconciled();
    isDeclared('BusinessDayDetails', await days.close(DAY, 'key:anna'));
    isDeclared('BusinessDayDetails', await days.request(DAY, { reason: 'Ошибка' }, 'key:anna'));
    isDeclared('BusinessDayPage', await days.list('2026-11-22', '2026-11-24'));
    await days.withdraw(DAY, 'key:anna');
    await days.request(DAY, { reason: 'Ошибка' }, 'key:anna');
    isDeclared('BusinessDayDetails', await days.confirm(DAY, 'key:boris'));
    isDeclared('BusinessDayDetails', await days.close(DAY, 'key:boris'));
    const seals = new SealCheckController(house.one.check);
    isDeclared('SealCheck', await seals.run(undefined, undefined, undefined));
    await house.run("UPDATE closed_rows SET content = '{}' WHERE seal_sequence = 3");
    isDeclared('SealCheck', await seals.run(DAY, DAY, 'f'.repeat(64)));
  });

  it('is the act as a file to keep, with the hash of its seal', async () => {
    const headers = new Map<string, string>();
    const reply = {
      header: (name: string, value: string) => {
        headers.set(name, value);
        return reply;
      },
    };
    const file = await days.print(DAY, '1', reply as never);
    expect(file.getHeaders()).toMatchObject({
      type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      disposition: 'attachment; filename="act-2026-11-23-1.xlsx"',
    });
    expect(headers.get('etag')).toMatch(/^"[0-9a-f]{64}"$/);
  });

  it.each(['2026-02-30', '2026-1-1', 'yesterday'])('is a refusal of the day %s', async (day) => {
    const asked = [
      () => days.read(day),
      () => days.close(day, 'key:anna'),
      () => days.request(day, { reason: 'Ошибка' }, 'key:anna'),
      () => days.confirm(day, 'key:anna'),
      () => days.withdraw(day, 'key:anna'),
      () => days.print(day, undefined, {} as never),
      () => days.list(day, DAY),
    ];
    for (const ask of asked) {
      expect(await failureOf(Promise.resolve().then<unknown>(ask))).toBe('validation_failed');
    }
  });
});
