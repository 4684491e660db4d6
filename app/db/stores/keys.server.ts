import type { Queryable, Tx } from "../database.server.ts";

export interface ApiKeyRow {
  readonly id: string;
  readonly name: string;
  readonly keyHash: Buffer;
  readonly scopes: readonly string[];
  readonly portfolioIds: readonly string[];
  readonly ackedUpTo: bigint;
  readonly revokedAt: Date | null;
}

const columns = `id, name, key_hash as "keyHash", scopes, portfolio_ids as "portfolioIds",
  acked_up_to as "ackedUpTo", revoked_at as "revokedAt"`;

/** The key that hashes so, unless it was revoked. */
export async function findKeyByHash(db: Queryable, keyHash: Buffer): Promise<ApiKeyRow | null> {
  const text = `select ${columns} from api_key where key_hash = $1 and revoked_at is null`;
  const rows = await db.query<ApiKeyRow>(text, [keyHash]);
  return rows[0] ?? null;
}

/** Inserts a key; false when this very key is there already. */
export async function insertKey(db: Queryable, row: ApiKeyRow): Promise<boolean> {
  const rows = await db.query(
    `insert into api_key (id, name, key_hash, scopes, portfolio_ids)
     values ($1, $2, $3, $4, $5) on conflict (key_hash) do nothing returning id`,
    [row.id, row.name, row.keyHash, row.scopes, row.portfolioIds],
  );
  return rows.length === 1;
}

/** Raises what a key has acknowledged; answers what it was before. */
export async function raiseAcknowledged(tx: Tx, id: string, upTo: bigint): Promise<bigint> {
  const text = 'select acked_up_to as "before" from api_key where id = $1 for update';
  const [row] = await tx.query<{ before: bigint }>(text, [id]);
  const sql = "update api_key set acked_up_to = $2 where id = $1 and acked_up_to < $2";
  await tx.query(sql, [id, upTo]);
  return row?.before ?? 0n;
}
