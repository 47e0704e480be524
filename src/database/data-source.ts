import { DataSource, type DataSourceOptions } from 'typeorm';
import { seeOtherNodesWrites } from './galera-sessions';
import { MIGRATIONS } from './migrations';

/**
 * Options for the one database of the service.
 * @param url `mysql://` or `mariadb://`; the scheme chooses TypeORM's dialect.
 */
export function dataSourceOptions(url: string, poolSize: number): DataSourceOptions {
  return {
    type: new URL(url).protocol === 'mysql:' ? 'mysql' : 'mariadb',
    url: url.replace(/^mariadb:/, 'mysql:'),
    // Money and ids are BIGINT: never through a float.
    supportBigNumbers: true,
    bigNumberStrings: true,
    timezone: 'Z',
    charset: 'utf8mb4',
    migrations: MIGRATIONS,
    migrationsTableName: 'schema_migrations',
    migrationsTransactionMode: 'none',
    poolSize,
    connectTimeout: 5_000,
    // CLIENT_FOUND_ROWS is the driver's default: an UPDATE counts the rows it met, so a version check can rely on it.
    extra: { enableKeepAlive: true },
  };
}

export async function openDataSource(url: string, poolSize: number): Promise<DataSource> {
  return seeOtherNodesWrites(await new DataSource(dataSourceOptions(url, poolSize)).initialize());
}
