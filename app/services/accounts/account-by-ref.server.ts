import { type AccountRow, findAccountsByRef } from "#app/db/stores/accounts.server.ts";
import { listPortfolios } from "#app/db/stores/portfolios.server.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import type { KeyActor } from "../actor.ts";
import type { Runtime } from "../ports.ts";

export interface AccountName {
  readonly ref: string;
  /** The portfolio's code: needed where a key sees the reference twice. */
  readonly portfolio?: string | undefined;
}

export type NameFault = "not-found" | "ambiguous";

/** The account that a key means; one of another portfolio answers like one that does not exist. */
export async function accountByRef(
  runtime: Runtime,
  actor: KeyActor,
  { ref, portfolio }: AccountName,
): Promise<Result<AccountRow, NameFault>> {
  if (ref.includes("\0")) return err("not-found");
  const ids = await seenPortfolios(runtime, actor, portfolio);
  const rows = await findAccountsByRef(runtime.db, ids, ref);
  const [row] = rows;
  if (row === undefined) return err("not-found");
  return rows.length === 1 ? ok(row) : err("ambiguous");
}

/** Ids of the portfolios of a key, or of the one that is named, if the key may see it. */
export async function seenPortfolios(
  runtime: Runtime,
  actor: KeyActor,
  code?: string | undefined,
): Promise<readonly string[]> {
  if (code === undefined) return actor.portfolioIds;
  const all = await listPortfolios(runtime.db);
  return all
    .filter((row) => row.code === code && actor.portfolioIds.includes(row.id))
    .map((row) => row.id);
}
