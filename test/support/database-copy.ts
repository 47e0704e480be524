import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';

interface Table {
  readonly name: string;
  /** What can be written: the database computes the others. */
  readonly columns: readonly string[];
}

/** A backup of a database: each of its tables copied into a schema beside it, to be put back later. */
export class DatabaseCopy {
  private constructor(
    private readonly uri: string,
    private readonly name: string,
    private readonly tables: readonly Table[],
  ) {}

  static async of(databaseUrl: string): Promise<DatabaseCopy> {
    const uri = databaseUrl.replace(/^mariadb:/, 'mysql:');
    return withConnection(uri, async (connection) => {
      const tables = await tablesOf(connection);
      const name = `${new URL(uri).pathname.slice(1)}_copy`;
      await connection.query(`CREATE DATABASE ${name}`);
      for (const table of tables) {
        await connection.query(`CREATE TABLE ${name}.${table.name} LIKE ${table.name}`);
      }
      // Everybody is held still, as a dump holds them by its snapshot.
      const locks = tables.flatMap((table) => [`${table.name} READ`, `${name}.${table.name} WRITE`]);
      await connection.query(`LOCK TABLES ${locks.join(', ')}`);
      for (const table of tables) {
        await connection.query(copying(table, table.name, `${name}.${table.name}`));
      }
      await connection.query('UNLOCK TABLES');
      return new DatabaseCopy(uri, name, tables);
    });
  }

  /** Every table as it was; rows written since are gone. */
  async putBack(): Promise<void> {
    await withConnection(this.uri, async (connection) => {
      for (const table of this.tables) {
        await connection.query(`DELETE FROM ${table.name}`);
        await connection.query(copying(table, `${this.name}.${table.name}`, table.name));
      }
    });
  }

  /** Runs a statement in the backup, so that it holds what a backup of another moment would. */
  async change(statement: string): Promise<void> {
    const uri = new URL(this.uri);
    uri.pathname = `/${this.name}`;
    await withConnection(uri.toString(), (connection) => connection.query(statement));
  }

  async drop(): Promise<void> {
    await withConnection(this.uri, (connection) => connection.query(`DROP DATABASE ${this.name}`));
  }
}

async function tablesOf(connection: Connection): Promise<readonly Table[]> {
  const [rows] = await connection.query<RowDataPacket[]>(
    `SELECT table_name AS name, GROUP_CONCAT(column_name ORDER BY ordinal_position) AS columns
      FROM information_schema.columns WHERE table_schema = DATABASE() AND extra NOT LIKE '%GENERATED%' GROUP BY table_name`,
  );
  return rows.map((row) => ({ name: String(row['name']), columns: String(row['columns']).split(',') }));
}

function copying({ columns }: Table, from: string, to: string): string {
  return `INSERT INTO ${to} (${columns.join(', ')}) SELECT ${columns.join(', ')} FROM ${from}`;
}

async function withConnection<T>(uri: string, work: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await createConnection({ uri });
  try {
    return await work(connection);
  } finally {
    await connection.end();
  }
}
