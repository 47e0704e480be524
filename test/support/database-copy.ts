import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';

/** A backup of a database: each of its tables copied into a schema beside it, to be put back later. */
export class DatabaseCopy {
  private constructor(
    private readonly uri: string,
    private readonly name: string,
    private readonly tables: readonly string[],
  ) {}

  static async of(databaseUrl: string): Promise<DatabaseCopy> {
    const uri = databaseUrl.replace(/^mariadb:/, 'mysql:');
    return withConnection(uri, async (connection) => {
      const [rows] = await connection.query<RowDataPacket[]>(
        'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()',
      );
      const tables = rows.map((row) => String(row['name']));
      const name = `${new URL(uri).pathname.slice(1)}_copy`;
      await connection.query(`CREATE DATABASE ${name}`);
      for (const table of tables) await connection.query(`CREATE TABLE ${name}.${table} LIKE ${table}`);
      // Everybody is held still, as a dump holds them by its snapshot.
      const locks = tables.flatMap((table) => [`${table} READ`, `${name}.${table} WRITE`]);
      await connection.query(`LOCK TABLES ${locks.join(', ')}`);
      for (const table of tables) {
        await connection.query(`INSERT INTO ${name}.${table} SELECT * FROM ${table}`);
      }
      await connection.query('UNLOCK TABLES');
      return new DatabaseCopy(uri, name, tables);
    });
  }

  /** Every table as it was; rows written since are gone. */
  async putBack(): Promise<void> {
    await withConnection(this.uri, async (connection) => {
      for (const table of this.tables) {
        await connection.query(`DELETE FROM ${table}`);
        await connection.query(`INSERT INTO ${table} SELECT * FROM ${this.name}.${table}`);
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

async function withConnection<T>(uri: string, work: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await createConnection({ uri });
  try {
    return await work(connection);
  } finally {
    await connection.end();
  }
}
