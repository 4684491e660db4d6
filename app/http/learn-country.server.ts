import type { AppLoadContext } from "@remix-run/node";
import { learnCountry } from "#app/services/reading/learn.server.ts";
import type { LearnCountry } from "#app/services/reading/learn-topics.server.ts";
import { visitOf } from "./debtor-guard.server.ts";

/**
 * Whose rules the reader of a request wants explained (null: not said yet), and where back leads
 * (null: nowhere, for there is no visit). Asks for no visit, so that anybody may read.
 */
export async function learnCountryOf(
  request: Request,
  context: AppLoadContext,
): Promise<{ readonly country: LearnCountry | null; readonly back: string | null }> {
  const visit = await visitOf(request, context);
  const asked = new URL(request.url).searchParams.get("in");
  if (typeof visit === "string") return { country: learnCountry(null, asked), back: null };
  const back = visit.actor.level >= 1 ? "/home" : "/start";
  return { country: learnCountry(visit.portfolio, asked), back };
}
