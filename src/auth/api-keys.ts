import { createHash, timingSafeEqual } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { Insistence } from '../database/insistence';
import type { Clock } from '../shared/clock';
import type { Ids } from '../shared/ids';
import type { Random } from '../shared/random';
import { API_KEY_SCOPES, type ApiKeyScope } from './principal';

export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly ApiKeyScope[];
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
}

interface Row {
  id: string;
  name: string;
  secret_hash: string;
  scopes: string;
  created_at: Date;
  revoked_at: Date | null;
}

const KEY = /^ba_([0-9a-f]{32})_([A-Za-z0-9_-]{43})$/;

function hashOf(secret: string): Buffer {
  // The secret has 256 bits of chance, so a plain hash is as good as a slow one and costs each request nothing.
  return createHash('sha256').update(secret).digest();
}

function toKey(row: Row): ApiKey {
  const scopes = row.scopes.split(',');
  return {
    id: row.id,
    name: row.name,
    scopes: API_KEY_SCOPES.filter((scope) => scopes.includes(scope)),
    createdAt: row.created_at,
    revokedAt: row.revoked_at,
  };
}

const dashed = (hex: string): string =>
  [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');

/** Keys of programs and staff: `ba_<id>_<secret>`, stored as a hash. */
export class ApiKeys {
  private readonly insistence: Insistence;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly random: Random,
  ) {
    this.insistence = new Insistence(clock, random);
  }

  /** Makes a key. Its text is told once and never again. */
  async create(
    name: string,
    scopes: readonly ApiKeyScope[],
  ): Promise<{ readonly key: ApiKey; readonly text: string }> {
    const id = this.ids.next();
    const secret = Buffer.from(this.random.bytes(32)).toString('base64url');
    const createdAt = this.clock.now();
    await this.dataSource.query(
      'INSERT INTO api_keys (id, name, secret_hash, scopes, created_at, revoked_at) VALUES (?, ?, ?, ?, ?, NULL)',
      [id, name, hashOf(secret).toString('hex'), scopes.join(','), createdAt],
    );
    return {
      key: { id, name, scopes, createdAt, revokedAt: null },
      text: `ba_${id.replaceAll('-', '')}_${secret}`,
    };
  }

  /** The key that a text belongs to; null when it is unknown, wrong or revoked. */
  async verify(text: string): Promise<ApiKey | null> {
    const [, id, secret] = KEY.exec(text) ?? [];
    if (id === undefined || secret === undefined) return null;
    const [row] = await this.insistence.run(() =>
      this.dataSource.query<Row[]>('SELECT * FROM api_keys WHERE id = ?', [dashed(id)]),
    );
    const stored = Buffer.from(row?.secret_hash ?? '', 'hex');
    const given = hashOf(secret);
    if (!row || stored.length !== given.length || !timingSafeEqual(stored, given)) return null;
    return row.revoked_at === null ? toKey(row) : null;
  }

  async list(): Promise<readonly ApiKey[]> {
    return (await this.dataSource.query<Row[]>('SELECT * FROM api_keys ORDER BY id')).map(toKey);
  }

  /** False when there is no such key or it was revoked before. */
  async revoke(id: string): Promise<boolean> {
    const result = await this.dataSource.query<{ affectedRows: number }>(
      'UPDATE api_keys SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL',
      [this.clock.now(), id],
    );
    return result.affectedRows === 1;
  }
}
