import type { DataSource } from 'typeorm';
import { openDataSource } from '../../src/database/data-source';
import { isServing } from '../../src/database/galera-sessions';
import { freshDatabaseUrl } from '../support/database';

interface Answer {
  readonly wait: string | number;
  readonly session: string | number;
}

describe('a data source', () => {
  let dataSource: DataSource;
  beforeAll(async () => {
    dataSource = await openDataSource(await freshDatabaseUrl(), 5);
  });
  afterAll(() => dataSource.destroy());

  it('has every one of its sessions wait for what other nodes have written', async () => {
    const ask = () =>
      dataSource.query<Answer[]>(
        'SELECT @@SESSION.wsrep_sync_wait AS `wait`, CONNECTION_ID() AS `session`, SLEEP(0.2)',
      );
    const answers = (await Promise.all([ask(), ask(), ask(), ask(), ask()])).flat();
    expect(new Set(answers.map(({ session }) => Number(session))).size).toBe(5);
    expect(answers.map(({ wait }) => Number(wait))).toEqual([1, 1, 1, 1, 1]);
  });

  it('serves when there is no cluster that it could have lost', async () => {
    expect(await isServing(dataSource)).toBe(true);
  });

  it.each([
    ['part of its cluster', 'ON', 'ON', true],
    ['without its cluster', 'OFF', 'ON', false],
    ['of a kind that knows no clusters', undefined, undefined, true],
  ])('serves as it should with a server %s', async (_, ready, replication, expected) => {
    const rowOf = (value: string | undefined) => (value === undefined ? [] : [{ Value: value }]);
    const query = (text: string) => Promise.resolve(rowOf(text.includes('wsrep_on') ? replication : ready));
    expect(await isServing({ query } as unknown as DataSource)).toBe(expected);
  });
});
