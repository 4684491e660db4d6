import type { AppLoadContext } from "@remix-run/node";
import { z } from "zod";
import { requireAccount } from "#app/http/debtor-account.server.ts";
import { readForm, refuseForm } from "#app/http/forms.server.ts";
import { seeOther } from "#app/http/responses.server.ts";
import { formPath } from "#app/http/typed-forms.server.ts";
import { confirmSaved } from "#app/services/affordability/confirm-statement.server.ts";
import { saveStatement } from "#app/services/affordability/save-statement.server.ts";
import { affordPage } from "#app/services/reading/afford.server.ts";
import { keptDrafts } from "#app/services/reading/drafts.server.ts";
import { affordForm, statementOf } from "./form.server.ts";

/** Where the answer is wanted; the page leads on there. */
const thens = ["ways", "propose", "hardship/tell"] as const;

/**
 * The statement and what is left over; the form where nothing was stated, it changed, or a change
 * was begun and not sent.
 */
export async function showAfford(
  request: Request,
  context: AppLoadContext,
  accountId: string | undefined,
) {
  const { visit, account } = await requireAccount(request, context, accountId);
  const page = await affordPage(context.runtime, visit.debtor.id, account);
  const query = new URL(request.url).searchParams;
  const then = thens.find((known) => known === query.get("then")) ?? "ways";
  const begun = await keptDrafts(context.runtime, visit.debtor.id, formPath(request));
  const editing = page.saved === null || query.has("edit") || begun.length > 0;
  return { ...page, then, editing };
}

/** Saves what was stated, or that it is still true. */
export async function takeAfford(
  request: Request,
  context: AppLoadContext,
  accountId: string | undefined,
) {
  const { visit, account } = await requireAccount(request, context, accountId);
  const query = new URL(request.url).searchParams;
  const then = thens.find((known) => known === query.get("then")) ?? "ways";
  const here = `/a/${account.row.id}/afford?then=${then}`;
  if (query.has("still")) {
    const form = await readForm(request, context, z.object({}));
    if (!form.ok) return refuseForm(form.error);
    await confirmSaved(context.runtime, visit.actor);
    return seeOther(here);
  }
  const form = await readForm(request, context, affordForm(account.portfolio.currency));
  if (!form.ok) return refuseForm(form.error);
  const { adults, children } = form.value;
  await saveStatement(context.runtime, visit, statementOf(form.value), { adults, children });
  return seeOther(here);
}
