import type { AppLoadContext } from "@remix-run/node";
import { z } from "zod";
import { requireAccount } from "#app/http/debtor-account.server.ts";
import { readForm, refuseForm } from "#app/http/forms.server.ts";
import { notFound, seeOther } from "#app/http/responses.server.ts";
import { dropSuggestion } from "#app/services/helpers/drop-suggestion.server.ts";
import { suggestedPage } from "#app/services/reading/suggested.server.ts";

interface Named {
  readonly accountId: string | undefined;
  readonly suggestionId: string | undefined;
}

export async function readSuggestion(request: Request, context: AppLoadContext, named: Named) {
  const { visit, account } = await requireAccount(request, context, named.accountId);
  const { suggestionId = "" } = named;
  const page = await suggestedPage(context.runtime, visit, account, suggestionId);
  if (page === null) throw notFound();
  return page;
}

const answer = z.object({ intent: z.literal("drop", "choose") });

/** The debtor lets go of it; signing has its own page. */
export async function answerSuggestion(request: Request, context: AppLoadContext, named: Named) {
  const { visit, account } = await requireAccount(request, context, named.accountId);
  const form = await readForm(request, context, answer);
  if (!form.ok) return refuseForm(form.error);
  await dropSuggestion(context.runtime, visit.actor, named.suggestionId ?? "");
  return seeOther(`/home?account=${account.row.id}#main`);
}
