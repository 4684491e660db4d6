import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { requireDebtor } from "#app/http/debtor-guard.server.ts";
import { line } from "#app/http/form-fields.server.ts";
import { readForm } from "#app/http/forms.server.ts";
import { localPath } from "#app/http/local-path.server.ts";
import { seeOther } from "#app/http/responses.server.ts";
import { forgetDraft } from "#app/services/drafts/forget-draft.server.ts";

const beginAnewForm = z.object({ form: line(200) });

/** Nobody comes here by an address. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireDebtor(request, context);
  return seeOther("/home");
}

/** Forgets what was typed into a form and shows it as it first was. */
export async function action({ request, context }: ActionFunctionArgs) {
  const visit = await requireDebtor(request, context);
  const form = await readForm(request, context, beginAnewForm);
  if (!form.ok) return seeOther("/home");
  const path = localPath(form.value.form);
  await forgetDraft(context.runtime, visit.debtor.id, path);
  return seeOther(path);
}
