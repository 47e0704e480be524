import { createConnection, type RowDataPacket } from 'mysql2/promise';

/** The database under a storm: one server or a cluster. */
export interface StormDatabase {
  /** Address for the comparison, when all is well. */
  readonly url: string;
  /** Address for a replica, by its number: replicas of a cluster are spread over the nodes. */
  urlOf(replica: number): string;
  /** Kills a server or node at once, and starts it again on the same data after the pause. */
  killAndRestart(chosen: number, pauseMs: number): Promise<void>;
  /** Waits until every part runs. */
  untilWhole(): Promise<void>;
  readonly kills: number;
  /** What transactions did to each other, by the server's own counts; those of a node are lost with it. */
  conflicts(): Promise<Readonly<Record<string, number>>>;
  stop(): Promise<void>;
}

export const DATABASE_NAME = 'storm';

/** The sum of a server's counters since its start. */
export async function countersOf(port: number, names: readonly string[]): Promise<Record<string, number>> {
  const connection = await createConnection({ host: '127.0.0.1', port, user: 'root' });
  try {
    const [rows] = await connection.query<RowDataPacket[]>('SHOW GLOBAL STATUS WHERE Variable_name IN (?)', [
      names,
    ]);
    return Object.fromEntries(rows.map((row) => [String(row['Variable_name']), Number(row['Value'])]));
  } finally {
    connection.destroy();
  }
}
