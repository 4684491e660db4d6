import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { readForm } from "#app/http/forms.server.ts";
import { noAnswers } from "#app/http/no-answers.server.ts";
import { conflict, notFound, seeOther } from "#app/http/responses.server.ts";
import { requireStaffAccount } from "#app/http/staff-account.server.ts";
import { endHold } from "#app/services/holds/end-hold.server.ts";

/** Ends a hold today. One that has ended stays so: pressing twice is no fault. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { actor, account } = await requireStaffAccount(
    request,
    context,
    "holds:write",
    params.accountId,
  );
  const form = await readForm(request, context, noAnswers);
  const back = `/staff/accounts/${account.id}`;
  if (!form.ok) return seeOther(back);
  const ended = await endHold(context.runtime, actor, params.holdId ?? "");
  if (!ended.ok && ended.error === "not-found") throw notFound();
  if (!ended.ok && ended.error !== "already-ended") throw conflict();
  return seeOther(`${back}?done=hold-ended`);
}

/** Only a button leads here. */
export function loader({ params }: LoaderFunctionArgs) {
  return seeOther(`/staff/accounts/${params.accountId}`);
}
