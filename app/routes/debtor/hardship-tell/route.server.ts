import type { AppLoadContext } from "@remix-run/node";
import { z } from "zod";
import { hardshipReasons } from "#app/domain/policy/hardship-rule.ts";
import { requireAccount } from "#app/http/debtor-account.server.ts";
import { maybeText, maybeTicked, monthParts } from "#app/http/form-fields.server.ts";
import { readFormWithFiles } from "#app/http/form-with-files.server.ts";
import { refuseForm } from "#app/http/forms.server.ts";
import { notFound, seeOther } from "#app/http/responses.server.ts";
import { keepEvidence } from "#app/services/evidence/keep-evidence.server.ts";
import { removeEvidence } from "#app/services/evidence/remove-evidence.server.ts";
import { submitHardship } from "#app/services/hardship/submit-hardship.server.ts";
import { tellPage } from "#app/services/reading/hardship.server.ts";

export async function showTell(
  request: Request,
  context: AppLoadContext,
  accountId: string | undefined,
) {
  const { visit, account } = await requireAccount(request, context, accountId);
  if (account.row.status !== "open") throw seeOther(`/a/${account.row.id}/hardship`);
  return tellPage(context.runtime, visit.actor, account);
}

const tellForm = z.object({
  reasons: z.array(z.enum(hardshipReasons, "choose"), "choose").min(1, "choose"),
  since: monthParts(),
  text: maybeText(4000),
  vulnerable: maybeTicked(),
  crisis: maybeTicked(),
});

/** Sends what the debtor says, with the papers that were added. */
export async function takeTell(
  request: Request,
  context: AppLoadContext,
  accountId: string | undefined,
) {
  const { visit, account } = await requireAccount(request, context, accountId);
  const { runtime } = context;
  const { id, portfolioId } = account.row;
  const form = await readFormWithFiles(request, context, {
    schema: tellForm,
    keep: (files) =>
      keepEvidence(
        runtime,
        visit.actor,
        { portfolioId, accountId: id, purpose: "hardship" },
        files,
      ),
    remove: (file) => removeEvidence(runtime, visit.actor, file),
  });
  if (!form.ok) return refuseForm(form.error);
  const taken = await submitHardship(runtime, visit, id, form.value);
  if (!taken.ok && taken.error === "not-found") throw notFound();
  const added = taken.ok && taken.value.as === "added";
  return seeOther(`/a/${id}/hardship${added ? "?done=added" : ""}`);
}
