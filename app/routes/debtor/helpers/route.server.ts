import type { AppLoadContext } from "@remix-run/node";
import { z } from "zod";
import { requireDebtor } from "#app/http/debtor-guard.server.ts";
import { readForm, refuseForm } from "#app/http/forms.server.ts";
import { seeOther } from "#app/http/responses.server.ts";
import { endHelper } from "#app/services/helpers/end-helper.server.ts";
import { helpersPage } from "#app/services/reading/helpers.server.ts";

const page = "/preferences/helpers";

export async function readHelpers(request: Request, context: AppLoadContext) {
  const visit = await requireDebtor(request, context);
  const done = new URL(request.url).searchParams.get("done");
  return {
    ...(await helpersPage(context.runtime, visit)),
    done: dones.find((known) => known === done) ?? null,
  };
}

const dones = ["invited", "ended"] as const;

const ending = z.object({ end: z.uuid("choose") });

/** Ends a helper's way in, at once. */
export async function endOne(request: Request, context: AppLoadContext) {
  const visit = await requireDebtor(request, context);
  const form = await readForm(request, context, ending);
  if (!form.ok) return refuseForm(form.error);
  const ended = await endHelper(context.runtime, visit.actor, form.value.end);
  return seeOther(ended ? `${page}?done=ended#main` : page);
}
