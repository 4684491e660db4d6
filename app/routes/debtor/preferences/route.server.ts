import type { AppLoadContext } from "@remix-run/node";
import { requireDebtor } from "#app/http/debtor-guard.server.ts";
import { readForm, refuseForm } from "#app/http/forms.server.ts";
import { seeOther } from "#app/http/responses.server.ts";
import { savePreferences } from "#app/services/preferences/save-preferences.server.ts";
import { preferencesPage } from "#app/services/reading/preferences.server.ts";
import { preferencesForm } from "./form.ts";

export async function readPreferences(request: Request, context: AppLoadContext) {
  const visit = await requireDebtor(request, context);
  const query = new URL(request.url).searchParams;
  const page = await preferencesPage(context.runtime, visit);
  return { ...page, saved: query.has("saved"), changed: query.has("changed") };
}

export async function writePreferences(request: Request, context: AppLoadContext) {
  const visit = await requireDebtor(request, context);
  const form = await readForm(request, context, preferencesForm);
  if (!form.ok) return refuseForm(form.error);
  const { locale, channel, hours, from, to } = form.value;
  const refused = (["email", "sms"] as const).filter((one) => !channel.includes(one));
  await savePreferences(context.runtime, visit, {
    locale,
    refused,
    hours: hours === "any" ? null : { fromMinute: from * 60, toMinute: to * 60 },
  });
  return seeOther("/preferences?saved=1#main");
}
