import type { Queryable, Tx } from "../database.server.ts";

/** Where a collector's system takes events. */
export interface EndpointRow {
  readonly id: string;
  readonly portfolioId: string;
  readonly url: string;
  /** Sealed list of `whsec_` secrets, newest first. */
  readonly secrets: Buffer;
  readonly state: "enabled" | "disabled";
  /** Event types wanted; empty: all. */
  readonly types: readonly string[];
  readonly createdAt: Date;
  readonly failingSince: Date | null;
  readonly disabledAt: Date | null;
}

const columns = `id, portfolio_id as "portfolioId", url, secrets, state, types,
  created_at as "createdAt", failing_since as "failingSince", disabled_at as "disabledAt"`;

export async function listEndpoints(
  db: Queryable,
  portfolioIds: readonly string[],
): Promise<readonly EndpointRow[]> {
  const text = `select ${columns} from webhook_endpoint where portfolio_id = any($1::uuid[])
    order by created_at, id`;
  return db.query<EndpointRow>(text, [portfolioIds]);
}

export async function insertEndpoint(
  db: Queryable,
  row: Pick<EndpointRow, "id" | "portfolioId" | "url" | "secrets" | "types">,
): Promise<void> {
  await db.query(
    `insert into webhook_endpoint (id, portfolio_id, url, secrets, types)
     values ($1, $2, $3, $4, $5)`,
    [row.id, row.portfolioId, row.url, row.secrets, row.types],
  );
}

export async function setEndpointUrl(db: Queryable, id: string, url: string): Promise<void> {
  await db.query("update webhook_endpoint set url = $2 where id = $1", [id, url]);
}

/** Endpoints that have something to be delivered to them at this moment. */
export async function listDueEndpoints(db: Queryable, at: Date): Promise<readonly EndpointRow[]> {
  return db.query<EndpointRow>(
    `select ${columns} from webhook_endpoint w where state = 'enabled' and exists (
       select from delivery d
       where d.endpoint_id = w.id and d.state = 'pending' and d.next_try_at <= $1)`,
    [at],
  );
}

export async function findEndpoint(db: Queryable, id: string): Promise<EndpointRow | null> {
  const rows = await db.query<EndpointRow>(
    `select ${columns} from webhook_endpoint where id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

/** Notes since when an endpoint fails; null: it works. */
export async function setFailing(db: Queryable, id: string, since: Date | null): Promise<void> {
  await db.query(
    `update webhook_endpoint
     set failing_since = case when $2::timestamptz is null then null
       else coalesce(failing_since, $2::timestamptz) end
     where id = $1 and (failing_since is null) <> ($2::timestamptz is null)`,
    [id, since],
  );
}

/** Stops an endpoint; false when it was stopped before. What waits for it is kept. */
export async function disableEndpointRow(db: Queryable, id: string, at: Date): Promise<boolean> {
  const rows = await db.query(
    `update webhook_endpoint set state = 'disabled', disabled_at = $2
     where id = $1 and state = 'enabled' returning id`,
    [id, at],
  );
  return rows.length === 1;
}

/** Lets an endpoint take events again. */
export async function enableEndpointRow(tx: Tx, id: string): Promise<void> {
  await tx.query(
    `update webhook_endpoint set state = 'enabled', disabled_at = null, failing_since = null
     where id = $1`,
    [id],
  );
}

export async function setEndpointSecrets(tx: Tx, id: string, secrets: Buffer): Promise<void> {
  await tx.query("update webhook_endpoint set secrets = $2 where id = $1", [id, secrets]);
}

/** Removes an endpoint with what waited for it. */
export async function deleteEndpointRow(tx: Tx, id: string): Promise<void> {
  await tx.query("delete from delivery where endpoint_id = $1", [id]);
  await tx.query("delete from webhook_endpoint where id = $1", [id]);
}
