import type { AppLoadContext } from "@remix-run/node";
import { requireAccount } from "#app/http/debtor-account.server.ts";
import { readFormWithFiles } from "#app/http/form-with-files.server.ts";
import { refuseForm } from "#app/http/forms.server.ts";
import { notFound, seeOther } from "#app/http/responses.server.ts";
import { openCase } from "#app/services/cases/open-case.server.ts";
import { keepEvidence } from "#app/services/evidence/keep-evidence.server.ts";
import { removeEvidence } from "#app/services/evidence/remove-evidence.server.ts";
import {
  type CaseDoor,
  caseDoors,
  kindOfDoor,
  newCasePage,
} from "#app/services/reading/new-case.server.ts";
import { caseForms } from "./form.ts";

type Params = Readonly<Record<string, string | undefined>>;

export async function showForm(request: Request, context: AppLoadContext, params: Params) {
  const { visit, account } = await requireAccount(request, context, params.accountId);
  return newCasePage(context.runtime, visit.actor, account, doorOf(params));
}

/** Takes the case in and goes on to its page; what was added stays when something is missing. */
export async function takeCase(request: Request, context: AppLoadContext, params: Params) {
  const { runtime } = context;
  const door = doorOf(params);
  const { visit, account } = await requireAccount(request, context, params.accountId);
  const { id: accountId, portfolioId } = account.row;
  const purpose = kindOfDoor(door);
  const form = await readFormWithFiles(request, context, {
    schema: caseForms[door],
    keep: (files) => keepEvidence(runtime, visit.actor, { portfolioId, accountId, purpose }, files),
    remove: (id) => removeEvidence(runtime, visit.actor, id),
  });
  if (!form.ok) return refuseForm(form.error);
  const opened = await openCase(runtime, visit.actor, accountId, form.value);
  if (!opened.ok) throw notFound();
  const { caseId, as } = opened.value;
  return seeOther(`/a/${accountId}/cases/${caseId}?done=${as}`);
}

function doorOf({ door }: Params): CaseDoor {
  const known = caseDoors.find((one) => one === door);
  if (known === undefined) throw notFound();
  return known;
}
