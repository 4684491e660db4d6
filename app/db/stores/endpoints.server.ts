import type { Queryable } from "../database.server.ts";

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
