import { appendAudit } from "#app/db/stores/audit.server.ts";
import { insertKey } from "#app/db/stores/keys.server.ts";
import { listPortfolios } from "#app/db/stores/portfolios.server.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { actorName } from "../act.server.ts";
import type { Actor } from "../actor.ts";
import type { Runtime } from "../ports.ts";

/** What a key may do (interfaces.md §6); reading and writing apart. */
export const keyScopes = [
  "accounts:read",
  "accounts:write",
  "links:write",
  "payments:read",
  "payments:write",
  "contacts:write",
  "holds:read",
  "holds:write",
  "plans:read",
  "proposals:read",
  "proposals:write",
  "hardship:read",
  "hardship:write",
  "disputes:read",
  "disputes:write",
  "complaints:read",
  "complaints:write",
  "events:read",
  "events:write",
  "endpoints:read",
  "endpoints:write",
] as const;
export type KeyScope = (typeof keyScopes)[number];

export interface NewKey {
  readonly name: string;
  /** "*": every scope. */
  readonly scopes: readonly string[];
  /** Codes; absent: every portfolio there is. */
  readonly portfolios?: readonly string[];
  /** The demo's own; made here otherwise. */
  readonly key?: string;
}

export interface CreatedKey {
  readonly id: string;
  /** Shown once: only its hash is kept. */
  readonly key: string;
  readonly scopes: readonly string[];
  readonly portfolios: readonly string[];
}

export type KeyFault = "bad-name" | "unknown-scope" | "unknown-portfolio" | "key-taken";

/** Creates an API key, bound to portfolios. */
export async function createKey(
  runtime: Runtime,
  actor: Actor,
  wanted: NewKey,
): Promise<Result<CreatedKey, KeyFault>> {
  if (wanted.name.trim() === "" || wanted.name.length > 100) return err("bad-name");
  const scopes = wanted.scopes.includes("*") ? keyScopes : keyScopes.filter(inList(wanted.scopes));
  const known = new Set<string>(["*", ...keyScopes]);
  if (scopes.length === 0 || !wanted.scopes.every((scope) => known.has(scope))) {
    return err("unknown-scope");
  }
  const all = await listPortfolios(runtime.db);
  const codes = wanted.portfolios ?? all.map((portfolio) => portfolio.code);
  const bound = all.filter((portfolio) => codes.includes(portfolio.code));
  if (bound.length !== new Set(codes).size) return err("unknown-portfolio");
  const id = runtime.ids.next();
  const key = wanted.key ?? `ek_${runtime.ids.token()}`;
  const portfolioIds = bound.map((portfolio) => portfolio.id);
  const keyHash = runtime.sealer.hashToken(key);
  const row = { id, name: wanted.name, keyHash, scopes, portfolioIds };
  return runtime.db.transaction(async (tx) => {
    const fresh = await insertKey(tx, { ...row, ackedUpTo: 0n, revokedAt: null });
    if (!fresh) return err("key-taken");
    await appendAudit(tx, {
      portfolioId: null,
      actor: actorName(actor),
      action: "key.created",
      subject: `key:${id}`,
      detail: { name: wanted.name, scopes, portfolioIds },
      at: new Date(runtime.clock.now()),
    });
    return ok({ id, key, scopes, portfolios: bound.map((portfolio) => portfolio.code) });
  });
}

const inList = (list: readonly string[]) => (scope: string) => list.includes(scope);
