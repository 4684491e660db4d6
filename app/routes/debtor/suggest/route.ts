import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { requireAccount } from "#app/http/debtor-account.server.ts";
import { line } from "#app/http/form-fields.server.ts";
import { readForm } from "#app/http/forms.server.ts";
import { seeOther } from "#app/http/responses.server.ts";
import { suggest } from "#app/http/suggest.server.ts";

const suggestForm = z.object({ pick: line(100) });

/** A helper proposes one of the ready-made ways. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const { visit, account } = await requireAccount(request, context, params.accountId);
  const { id } = account.row;
  const form = await readForm(request, context, suggestForm);
  if (!form.ok) return seeOther(`/a/${id}/ways`);
  return suggest(context, visit, id, { pick: form.value.pick });
}

/** Only a button leads here. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { account } = await requireAccount(request, context, params.accountId);
  return seeOther(`/a/${account.row.id}/ways`);
}
