import type { AppLoadContext } from "@remix-run/node";
import { z } from "zod";
import type { Support } from "#app/domain/notices/support.ts";
import { supportNeeds } from "#app/domain/notices/support.ts";
import { requireAccount } from "#app/http/debtor-account.server.ts";
import { maybeText } from "#app/http/form-fields.server.ts";
import { readForm, refuseForm } from "#app/http/forms.server.ts";
import { seeOther } from "#app/http/responses.server.ts";
import { supportPage } from "#app/services/reading/hardship.server.ts";
import { tellSupport } from "#app/services/support/tell-support.server.ts";

export async function showSupport(
  request: Request,
  context: AppLoadContext,
  accountId: string | undefined,
) {
  const { visit, account } = await requireAccount(request, context, accountId);
  const support = await supportPage(context.runtime, visit.actor);
  const saved = new URL(request.url).searchParams.has("saved");
  return { accountId: account.row.id, support, saved };
}

const hour = z
  .string()
  .regex(/^([01]\d|2[0-3]):00$/, "choose")
  .transform((text) => Number(text.slice(0, 2)) * 60);

const supportForm = z
  .object({
    needs: z.array(z.enum(supportNeeds, "choose")).optional(),
    language: maybeText(200),
    helper: maybeText(200),
    from: hour,
    to: hour,
    note: maybeText(1000),
  })
  .superRefine(({ needs, from, to }, context) => {
    if (!needs?.includes("call-times") || from !== to) return;
    context.addIssue({ code: "custom", message: "same-hours", path: ["to"] });
  });

/** Saves what helps; what was not ticked is not kept. */
export async function takeSupport(
  request: Request,
  context: AppLoadContext,
  accountId: string | undefined,
) {
  const { visit, account } = await requireAccount(request, context, accountId);
  const form = await readForm(request, context, supportForm);
  if (!form.ok) return refuseForm(form.error);
  await tellSupport(context.runtime, visit, supportOf(form.value));
  return seeOther(`/a/${account.row.id}/support?saved`);
}

function supportOf(answers: z.output<typeof supportForm>): Support {
  const needs = answers.needs ?? [];
  const { language, helper, from, to, note } = answers;
  return {
    needs,
    language: needs.includes("language") && language !== "" ? language : null,
    helper: needs.includes("helper") && helper !== "" ? helper : null,
    hours: needs.includes("call-times") ? { fromMinute: from, toMinute: to } : null,
    note: note === "" ? null : note,
  };
}
