import type { Queryable } from "../database.server.ts";

/** What is kept of a request under its Idempotency-Key; no status: it is still under way. */
export interface KeptRequest {
  readonly fingerprint: Buffer;
  readonly status: number | null;
  /** Sealed, in base64. */
  readonly body: string | null;
  readonly createdAt: Date;
}

/** Claims a key for a request; false when it is known already. */
export async function reserveKey(
  db: Queryable,
  apiKeyId: string,
  key: string,
  fingerprint: Buffer,
  at: Date,
): Promise<boolean> {
  const rows = await db.query(
    `insert into idempotency_key (api_key_id, key, fingerprint, created_at)
     values ($1, $2, $3, $4) on conflict do nothing returning 1`,
    [apiKeyId, key, fingerprint, at],
  );
  return rows.length === 1;
}

export async function findReserved(
  db: Queryable,
  apiKeyId: string,
  key: string,
): Promise<KeptRequest | null> {
  const rows = await db.query<KeptRequest>(
    `select fingerprint, status, body, created_at as "createdAt" from idempotency_key
     where api_key_id = $1 and key = $2`,
    [apiKeyId, key],
  );
  return rows[0] ?? null;
}

/** Takes a key over from a request that must have died; false when somebody else did. */
export async function takeOverKey(
  db: Queryable,
  apiKeyId: string,
  key: string,
  diedBefore: Date,
  at: Date,
): Promise<boolean> {
  const rows = await db.query(
    `update idempotency_key set created_at = $4
     where api_key_id = $1 and key = $2 and status is null and created_at < $3 returning 1`,
    [apiKeyId, key, diedBefore, at],
  );
  return rows.length === 1;
}

export async function keepAnswer(
  db: Queryable,
  apiKeyId: string,
  key: string,
  status: number,
  body: string,
): Promise<void> {
  await db.query(
    `update idempotency_key set status = $3, body = $4
     where api_key_id = $1 and key = $2 and status is null`,
    [apiKeyId, key, status, body],
  );
}

/** Lets go of a key whose request changed nothing. */
export async function releaseKey(db: Queryable, apiKeyId: string, key: string): Promise<void> {
  await db.query(
    "delete from idempotency_key where api_key_id = $1 and key = $2 and status is null",
    [apiKeyId, key],
  );
}

/** Forgets old keys; answers how many. */
export async function forgetKeys(db: Queryable, before: Date): Promise<number> {
  const rows = await db.query("delete from idempotency_key where created_at < $1 returning 1", [
    before,
  ]);
  return rows.length;
}
