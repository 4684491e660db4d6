import { findKeyByHash } from "#app/db/stores/keys.server.ts";
import type { KeyActor } from "../actor.ts";
import type { Runtime } from "../ports.ts";

/** Who holds this API key; null when nobody does, or it was revoked. */
export async function findKey(runtime: Runtime, key: string): Promise<KeyActor | null> {
  if (!/^[\x21-\x7e]{20,200}$/.test(key)) return null;
  const row = await findKeyByHash(runtime.db, runtime.sealer.hashToken(key));
  if (row === null) return null;
  return { kind: "key", keyId: row.id, scopes: row.scopes, portfolioIds: row.portfolioIds };
}
