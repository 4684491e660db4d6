import type { Queryable } from "#app/db/database.server.ts";
import { type NewBreak, raiseBreak } from "#app/db/stores/breaks.server.ts";
import type { Runtime } from "../ports.ts";

/** Raises a break now; true when it is a new one. */
export async function raise(
  runtime: Runtime,
  db: Queryable,
  one: Omit<NewBreak, "id" | "at" | "accountId"> & { readonly accountId?: string },
): Promise<boolean> {
  const id = runtime.ids.next();
  const at = new Date(runtime.clock.now());
  const { accountId = null } = one;
  return (await raiseBreak(db, { ...one, id, accountId, at })) === id;
}
