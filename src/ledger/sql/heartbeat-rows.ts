import type { Beat } from '../quarantine';
import type { HeartbeatRows } from '../quarantine-rows.port';
import type { Connection } from './connection';

export class SqlHeartbeatRows implements HeartbeatRows {
  constructor(private readonly connection: Connection) {}

  async beat({ name, at }: Beat): Promise<void> {
    await this.connection.write(
      'INSERT INTO service_state (name, at) VALUES (?, ?) ON DUPLICATE KEY UPDATE at = ?',
      [name, at, at],
    );
  }

  async find(name: string): Promise<Beat | null> {
    const [row] = await this.connection.rows<Beat>('SELECT name, at FROM service_state WHERE name = ?', [
      name,
    ]);
    return row ? { name: row.name, at: row.at } : null;
  }

  async newest(): Promise<Date | null> {
    const [row] = await this.connection.rows<{ at: Date | null }>('SELECT MAX(at) AS at FROM service_state');
    return row?.at ?? null;
  }

  async prune(before: Date): Promise<void> {
    await this.connection.write('DELETE FROM service_state WHERE at < ?', [before]);
  }
}
