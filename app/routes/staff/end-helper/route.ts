import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { readForm } from "#app/http/forms.server.ts";
import { noAnswers } from "#app/http/no-answers.server.ts";
import { notFound, seeOther } from "#app/http/responses.server.ts";
import { requireStaffAccount } from "#app/http/staff-account.server.ts";
import { endHelper } from "#app/services/helpers/end-helper.server.ts";

/** Ends the way in of somebody who helps a debtor, at once. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { actor, account } = await requireStaffAccount(
    request,
    context,
    "links:revoke",
    params.accountId,
  );
  const form = await readForm(request, context, noAnswers);
  const back = `/staff/accounts/${account.id}`;
  if (!form.ok) return seeOther(back);
  if (!(await endHelper(context.runtime, actor, params.helperId ?? ""))) throw notFound();
  return seeOther(`${back}?done=helper-ended`);
}

/** Only a button leads here. */
export function loader({ params }: LoaderFunctionArgs) {
  return seeOther(`/staff/accounts/${params.accountId}`);
}
