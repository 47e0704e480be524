import type { DataSource } from 'typeorm';

/**
 * On a Galera cluster a node may lag behind what another has committed. With this a session's transactions, and its reads
 * outside of one, begin only when the node has caught up, so that what one replica wrote every replica reads. A single MariaDB
 * takes it and does nothing; MySQL does not know it.
 */
const READ_WHAT_WAS_WRITTEN = 'SET SESSION wsrep_sync_wait = 1';

interface Session {
  query(text: string, done: (error: unknown) => void): void;
  release(): void;
}

interface Pool {
  on(event: 'connection', listener: (session: Session) => void): void;
  getConnection(done: (error: unknown, session: Session) => void): void;
}

interface Variable {
  readonly Value: string;
}

/** Has every session of an open data source, present and future, see what was written through other nodes. */
export async function seeOtherNodesWrites(dataSource: DataSource): Promise<DataSource> {
  const { pool } = dataSource.driver as unknown as { readonly pool: Pool };
  // What a new session is told first, it does first: whoever waits for it comes after.
  pool.on('connection', (session) => session.query(READ_WHAT_WAS_WRITTEN, () => undefined));
  // The one session that opening the data source has made.
  await new Promise<void>((resolve) => {
    pool.getConnection((error, session) => {
      if (error !== null && error !== undefined) {
        resolve();
        return;
      }
      session.query(READ_WHAT_WAS_WRITTEN, () => {
        session.release();
        resolve();
      });
    });
  });
  return dataSource;
}

/** Whether the node that answers is a working part of its cluster; true where there is no cluster. */
export async function isServing(dataSource: DataSource): Promise<boolean> {
  const [ready] = await dataSource.query<Variable[]>("SHOW GLOBAL STATUS LIKE 'wsrep_ready'");
  if (!ready || ready.Value === 'ON') return true;
  // A single MariaDB says OFF as well.
  const [replication] = await dataSource.query<Variable[]>("SHOW VARIABLES LIKE 'wsrep_on'");
  return replication?.Value !== 'ON';
}
