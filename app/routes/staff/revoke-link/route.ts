import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { readForm } from "#app/http/forms.server.ts";
import { noAnswers } from "#app/http/no-answers.server.ts";
import { notFound, seeOther } from "#app/http/responses.server.ts";
import { requireStaffAccount } from "#app/http/staff-account.server.ts";
import { isUuid } from "#app/services/accounts/is-uuid.server.ts";
import { revokeLink } from "#app/services/links/revoke-link.server.ts";

/** Ends a link at once: whoever holds it is told that it is over. */
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
  const { linkId = "" } = params;
  if (!isUuid(linkId)) throw notFound();
  const revoked = await revokeLink(context.runtime, actor, linkId, "staff");
  if (!revoked.ok) throw notFound();
  return seeOther(`${back}?done=link-revoked`);
}

/** Only a button leads here. */
export function loader({ params }: LoaderFunctionArgs) {
  return seeOther(`/staff/accounts/${params.accountId}`);
}
