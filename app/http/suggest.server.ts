import type { AppLoadContext } from "@remix-run/node";
import { suggestPlan } from "#app/services/helpers/suggest-plan.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { notFound, seeOther } from "./responses.server.ts";

/** A helper's proposal: on to its page, or to where it leads why there is none. */
export async function suggest(
  context: AppLoadContext,
  visit: Visit,
  accountId: string,
  wish: Parameters<typeof suggestPlan>[3],
): Promise<Response> {
  const kept = await suggestPlan(context.runtime, visit, accountId, wish);
  if (kept.ok) return seeOther(`/a/${accountId}/suggested/${kept.value.suggestionId}#main`);
  if (kept.error === "not-found") throw notFound();
  if (kept.error === "in-force") return seeOther(`/a/${accountId}/plan?why=in-force#main`);
  return seeOther(`/a/${accountId}/ways?gone=1#main`);
}
