import { type AppLoadContext, data } from "@remix-run/node";
import { readForm, refusedForm, refuseForm } from "#app/http/forms.server.ts";
import { notFound, seeOther } from "#app/http/responses.server.ts";
import { requireStaffAccount } from "#app/http/staff-account.server.ts";
import { issueLink } from "#app/services/links/issue-link.server.ts";
import { linkPreview } from "#app/services/reading/staff-link.server.ts";
import { linkForm } from "./form.server.ts";

type Params = Readonly<Record<string, string | undefined>>;

export async function openLinkPage(request: Request, context: AppLoadContext, params: Params) {
  const { account } = await requireStaffAccount(request, context, "links:send", params.accountId);
  const debtorId = new URL(request.url).searchParams.get("debtor");
  return linkPreview(context.runtime, account, debtorId);
}

/**
 * Makes the link and sends it. Handed over or printed by staff, its address is shown in this one
 * answer and never again.
 */
export async function sendIt(request: Request, context: AppLoadContext, params: Params) {
  const { actor, account } = await requireStaffAccount(
    request,
    context,
    "links:send",
    params.accountId,
  );
  const form = await readForm(request, context, linkForm);
  if (!form.ok) return refuseForm(form.error);
  const { channel, debtor, days } = form.value;
  const issued = await issueLink(context.runtime, actor, {
    accountId: account.id,
    channel,
    ttlDays: days,
    ...(debtor === undefined ? {} : { debtorId: debtor }),
  });
  if (issued.ok && (channel === "none" || channel === "letter")) {
    const { url, expiresAt } = issued.value;
    return data({ refused: null, made: { url, expiresAt: expiresAt.getTime() } });
  }
  if (issued.ok) return seeOther(`/staff/accounts/${account.id}?done=link-sent`);
  const { reason } = issued.error;
  if (reason === "not-found") throw notFound();
  const typed = { channel, days: `${days}`, ...(debtor === undefined ? {} : { debtor }) };
  return refuseForm(refusedForm(typed, { channel: `link-${reason}` }));
}
