import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { isUuid } from "#app/services/accounts/is-uuid.server.ts";
import { type Problem, problem } from "./problem.server.ts";

/** A page of a list: what comes after the last id seen; `limit` rows at the most. */
export interface Page {
  readonly after: string | null;
  readonly limit: number;
}

/** Where to go on, as text that says nothing; null at the end. */
export function cursorOf(lastId: string | null): string | null {
  return lastId === null
    ? null
    : Buffer.from(lastId.replaceAll("-", ""), "hex").toString("base64url");
}

/** Reads the paging of a query; a cursor that we did not make is refused. */
export function pageOf(query: {
  readonly cursor?: string | undefined;
  readonly limit?: string | undefined;
}): Result<Page, Problem> {
  const limit = Number(query.limit ?? 100);
  if (query.cursor === undefined) return ok({ after: null, limit });
  const hex = Buffer.from(query.cursor, "base64url").toString("hex");
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  if (isUuid(id)) return ok({ after: id, limit });
  return err(problem(422, "unknown-cursor", "Not a cursor of ours.", { path: "query.cursor" }));
}
