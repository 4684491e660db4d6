import { missing } from "../refusal.ts";
import type { Field } from "./field.ts";
import { createdWithin } from "./within.ts";

interface Listed {
  id: string;
  created: number;
}

/** Names of the parameters that every list takes. */
export const listFields = [
  "limit",
  "starting_after",
  "ending_before",
  "created",
  "expand",
] as const;

/** A page of a list, newest first, as Stripe pages: limit, starting_after, ending_before. */
export function listPage<T extends Listed>(
  table: Record<string, T>,
  fields: Field,
  url: string,
  keep: (item: T) => boolean = () => true,
): object {
  const limit = Math.min(Math.max(fields.get("limit").integer() ?? 10, 1), 100);
  const within = createdWithin(fields.get("created"));
  const all = Object.values(table)
    .reverse()
    .filter((item) => within(item.created) && keep(item));
  const after = fields.get("starting_after").text();
  const before = fields.get("ending_before").text();
  const start = after === null ? 0 : indexOf(all, after, "starting_after") + 1;
  const end = before === null ? all.length : indexOf(all, before, "ending_before");
  const from = before === null ? start : Math.max(end - limit, 0);
  const data = all.slice(from, Math.min(from + limit, end));
  const hasMore = before === null ? from + limit < all.length : from > 0;
  return { object: "list", data, has_more: hasMore, url };
}

function indexOf(all: readonly Listed[], id: string, param: string): number {
  const at = all.findIndex((item) => item.id === id);
  if (at < 0) throw missing("object", id, param);
  return at;
}
