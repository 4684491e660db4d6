import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { requireDebtor } from "#app/http/debtor-guard.server.ts";
import { line } from "#app/http/form-fields.server.ts";
import { readForm } from "#app/http/forms.server.ts";
import { localPath } from "#app/http/local-path.server.ts";
import { seeOther } from "#app/http/responses.server.ts";
import { formPath, isFormName } from "#app/http/typed-forms.server.ts";
import { draftForm } from "#app/services/drafts/draft.server.ts";
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
  const [page = "", name = ""] = form.value.form.split("#");
  const path = localPath(page);
  const known = formPath({ url: new URL(path, request.url).href });
  const draft = draftForm(known, isFormName(name) ? name : "");
  await forgetDraft(context.runtime, visit.debtor, draft);
  return seeOther(path);
}
