import { missing } from "../refusal.ts";

/** One object by its id, or Stripe's 404. */
export function readOne<T>(table: Record<string, T>, id: string, kind: string, param = "id"): T {
  const found = Object.hasOwn(table, id) ? table[id] : undefined;
  if (found === undefined) throw missing(kind, id, param);
  return found;
}
